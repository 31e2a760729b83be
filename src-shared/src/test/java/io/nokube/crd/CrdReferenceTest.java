package io.nokube.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CrdReferenceTest {
    private static final Path FILE =
            Path.of(System.getProperty("nokube.root", "..")).resolve("docs/nokubeapp.md");

    @Test
    void thePageIsTheSchema() throws IOException {
        String page = CrdReference.of(new ObjectMapper(new YAMLFactory()).readTree(CrdYaml.generate()));
        assertThat(page).contains("| `spec.exposure.tls.issuer` |", "`spec`: exposure.host needs");
        String written = Files.exists(FILE) ? Files.readString(FILE) : "";
        if (System.getProperty("golden.update") != null && !page.equals(written)) {
            Files.writeString(FILE, page);
            written = page;
        }
        assertThat(written).as("%s (rewrite it with -Dgolden.update)", FILE).isEqualTo(page);
    }
}
