package io.nokube.build.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppKeyTest {
    /// In PKCS #8, what comes before a key of 2048 bits or more.
    private static final int HEADER = 26;

    @ParameterizedTest
    @ValueSource(ints = {2048, 4096})
    void readsAKeyInBothForms(int bits) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        String pkcs8 = pem("", key);
        String pkcs1 = pem("RSA ", Arrays.copyOfRange(key, HEADER, key.length));

        assertThat(AppKey.parse(pkcs8).getEncoded()).isEqualTo(key);
        assertThat(AppKey.parse(pkcs1).getEncoded()).isEqualTo(key);
        assertThat(AppKey.parse(pkcs1.replace("\n", "\\n")).getEncoded()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0\n-----END EC PRIVATE KEY-----"
            })
    void saysHowToWriteItWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> AppKey.parse(text))
                .hasMessage("must be the App's private key in PEM, as GitHub hands it out")
                .hasNoCause();
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind
                + "PRIVATE KEY-----\n";
    }
}
