package io.nokube.build.config;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a GitHub App's private key: PEM, as GitHub hands it out (PKCS #1, RFC 8017) or converted (PKCS #8, RFC 5958).
/// Pure.
public final class AppKey {
    static final String RULE = "must be the App's private key in PEM, as GitHub hands it out";
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE KEY-----");
    /// `INTEGER 0, SEQUENCE {OID rsaEncryption, NULL}`: what PKCS #8 puts before the key.
    private static final byte[] VERSION_AND_ALGORITHM = {
        2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 4;

    private AppKey() {}

    /// @param text with line breaks, or with `\n` where a variable could not hold them
    /// @throws IllegalArgumentException saying how to write it, without repeating it
    public static PrivateKey parse(String text) {
        Matcher pem = PEM.matcher(text.replace("\\n", "\n").strip());
        if (!pem.matches()) {
            throw new IllegalArgumentException(RULE);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
            byte[] encoded = pem.group(1) == null ? der : wrapped(der);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(RULE);
        }
    }

    private static byte[] wrapped(byte[] key) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(VERSION_AND_ALGORITHM);
        content.writeBytes(element(OCTET_STRING, key));
        return element(SEQUENCE, content.toByteArray());
    }

    /// DER (X.690): tag, length in two bytes, content. A key is always longer than what one byte could say.
    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        element.write(0x82);
        element.write(content.length >> 8);
        element.write(content.length);
        element.writeBytes(content);
        return element.toByteArray();
    }
}
