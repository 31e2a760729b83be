import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The head of a message: its first line, and how long the body is.
///
/// @param length of the body; -1 where it comes in chunks
record Head(String start, long length, boolean close) {
    /// The next head, or null where the connection ends.
    static Head read(InputStream input) throws IOException {
        String start = line(input);
        if (start == null) {
            return null;
        }
        long length = 0;
        boolean close = false;
        for (String header = line(input); header != null && !header.isEmpty(); header = line(input)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                length = -1;
            } else if (lower.equals("connection: close")) {
                close = true;
            }
        }
        return new Head(start, length, close);
    }

    void skipBody(InputStream input) throws IOException {
        if (length >= 0) {
            input.skipNBytes(length);
            return;
        }
        for (int size = size(input); size > 0; size = size(input)) {
            input.skipNBytes(size + 2);
        }
        line(input);
    }

    private static int size(InputStream input) throws IOException {
        String line = line(input);
        if (line == null) {
            throw new EOFException();
        }
        return Integer.parseInt(line, 16);
    }

    /// Up to the next line feed, without the end of the line; null where the connection ends.
    static String line(InputStream input) throws IOException {
        byte[] bytes = new byte[256];
        int count = 0;
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                return null;
            }
            if (count == bytes.length) {
                bytes = java.util.Arrays.copyOf(bytes, count * 2);
            }
            bytes[count++] = (byte) next;
        }
        int end = count > 0 && bytes[count - 1] == '\r' ? count - 1 : count;
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }
}
