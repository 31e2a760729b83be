package io.nokube.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.TreeMap;

/// What came on a connection that has ended: an answer, the beginning of one, or nothing.
///
/// @param status 0 where not even the head came
/// @param isWhole whether all came that the head told of
record RawAnswer(int status, String text, boolean isWhole) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RawAnswer NOTHING = new RawAnswer(0, "", false);

    static RawAnswer parse(byte[] received) {
        // One character a byte, so that lengths are right.
        String all = new String(received, ISO_8859_1);
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            return NOTHING;
        }
        String[] lines = all.substring(0, end).split("\r\n");
        int status = Integer.parseInt(lines[0].split(" ", 3)[1]);
        TreeMap<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        String rest = all.substring(end + 4);
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return chunked(status, rest);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new RawAnswer(status, utf8(rest), rest.length() >= length);
    }

    private static RawAnswer chunked(int status, String rest) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (true) {
            int line = rest.indexOf("\r\n", at);
            if (line < 0) {
                return new RawAnswer(status, utf8(body.toString()), false);
            }
            int size = Integer.parseInt(rest.substring(at, line).strip(), 16);
            if (size == 0) {
                return new RawAnswer(status, utf8(body.toString()), rest.startsWith("\r\n", line + 2));
            }
            int end = line + 2 + size;
            body.append(rest, line + 2, Math.min(end, rest.length()));
            if (end + 2 > rest.length()) {
                return new RawAnswer(status, utf8(body.toString()), false);
            }
            at = end + 2;
        }
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON: " + status + " " + text, e);
        }
    }
}
