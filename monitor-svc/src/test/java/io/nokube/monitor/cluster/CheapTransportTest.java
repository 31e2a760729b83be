package io.nokube.monitor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class CheapTransportTest {
    @Test
    void chaChaComesFirstAndNothingIsLost() throws NoSuchAlgorithmException {
        String[] suites = SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites();
        assertThat(CheapTransport.preferred(suites))
                .containsExactlyInAnyOrder(suites)
                .startsWith("TLS_CHACHA20_POLY1305_SHA256");
    }

    @Test
    void theOthersStayInOrder() {
        assertThat(CheapTransport.preferred("AES_256", "AES_128", "ECDHE_CHACHA20", "AES_CBC"))
                .containsExactly("ECDHE_CHACHA20", "AES_256", "AES_128", "AES_CBC");
    }
}
