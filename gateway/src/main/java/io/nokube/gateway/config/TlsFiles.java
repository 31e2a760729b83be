package io.nokube.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is wrong with the files that `NOKUBE_TLS_CERTIFICATE` and `NOKUBE_TLS_KEY` name, told by the names of the
/// variables: what is handed on to Quarkus is told in Quarkus' words, or not at all.
final class TlsFiles {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    /// PKCS #8, and what OpenSSL wrote before it (RFC 7468, section 10; RFC 5915).
    private static final List<String> KEYS =
            List.of("-----BEGIN PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----", "-----BEGIN EC PRIVATE KEY-----");

    private TlsFiles() {}

    /// Nothing where both are right, or neither is set.
    static List<String> problems(Optional<String> certificate, Optional<String> key) {
        List<String> problems = new ArrayList<>();
        if (certificate.isPresent() != key.isPresent()) {
            problems.add("NOKUBE_TLS_CERTIFICATE and NOKUBE_TLS_KEY must be set together");
        }
        certificate.ifPresent(file -> check(
                problems,
                "NOKUBE_TLS_CERTIFICATE must name a file with a certificate in PEM",
                file,
                List.of(CERTIFICATE)));
        key.ifPresent(file -> check(
                problems, "NOKUBE_TLS_KEY must name a file with a private key in PEM, without a password", file, KEYS));
        return problems;
    }

    private static void check(List<String> problems, String rule, String file, List<String> beginnings) {
        try {
            String content = Files.readString(Path.of(file));
            if (beginnings.stream().noneMatch(content::contains)) {
                problems.add(rule + ", and there is none in " + file);
            }
        } catch (IOException | InvalidPathException e) {
            problems.add(rule + ", and " + file + " cannot be read");
        }
    }
}
