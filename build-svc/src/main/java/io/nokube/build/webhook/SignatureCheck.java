package io.nokube.build.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Whether a delivery is GitHub's: HMAC-SHA-256 over its bytes as they came (GitHub Docs, "Validating webhook
/// deliveries"). Pure.
final class SignatureCheck {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";

    private SignatureCheck() {}

    /// @param signature the header `X-Hub-Signature-256`
    static boolean isGenuine(byte[] body, @Nullable String signature, String secret) {
        if (signature == null || !signature.startsWith(PREFIX)) {
            return false;
        }
        byte[] said =
                signature.substring(PREFIX.length()).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        byte[] right = HexFormat.of().formatHex(hmac(body, secret)).getBytes(StandardCharsets.UTF_8);
        // Takes as long for a guess that begins right as for one that does not.
        return MessageDigest.isEqual(right, said);
    }

    static byte[] hmac(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
