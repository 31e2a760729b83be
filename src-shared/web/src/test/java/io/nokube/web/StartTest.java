package io.nokube.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StartTest {
    @Test
    void namesTheVariableThatIsMissingOrWrong() {
        assertThat(Start.problem(Map.of())).hasValue(DatabaseUrl.FORM);
        assertThat(Start.problem(Map.of("NOKUBE_DB_URL", "jdbc:postgresql://db/x")))
                .hasValue(DatabaseUrl.FORM);
        assertThat(Start.problem(Map.of("NOKUBE_DB_URL", "postgresql://u:p@db:5432/x")))
                .isEmpty();
        assertThat(Start.problem(Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db/x")))
                .isEmpty();
    }

    @Test
    void saysItInOneLine() {
        assertThatThrownBy(() -> {
                    throw new Start.Refused("gateway cannot start with this configuration: " + DatabaseUrl.FORM);
                })
                .hasMessageContaining("NOKUBE_DB_URL")
                .satisfies(refused -> assertThat(refused.getStackTrace()).isEmpty());
    }
}
