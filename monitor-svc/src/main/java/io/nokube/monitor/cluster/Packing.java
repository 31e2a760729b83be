package io.nokube.monitor.cluster;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Packs texts that are much like one another, by what they have in common with the first of them (RFC 1951, with that
/// one as the preset dictionary). A child of one app differs from that of another in little more than its name: of some
/// 3 kB of JSON are 300 to 600 bytes left.
final class Packing {
    /// As far back as RFC 1951 reaches.
    private static final int WINDOW = 32 * 1024;

    private byte @Nullable [] example;
    // Made when they are needed: they hold memory outside the heap, which an executable cannot bring along.
    private @Nullable Deflater deflater;
    private @Nullable Inflater inflater;

    /// @return what [#unpack] of the same object makes `text` of
    synchronized byte[] pack(byte[] text) {
        Deflater to = deflater;
        if (to == null) {
            to = new Deflater(Deflater.BEST_SPEED, true);
            deflater = to;
        }
        to.reset();
        to.setDictionary(example(text));
        to.setInput(text);
        to.finish();
        ByteBuffer packed = ByteBuffer.allocate(Integer.BYTES + text.length / 4 + 64);
        packed.putInt(text.length);
        while (true) {
            packed.position(packed.position() + to.deflate(packed.array(), packed.position(), packed.remaining()));
            if (to.finished()) {
                return Arrays.copyOf(packed.array(), packed.position());
            }
            packed = ByteBuffer.allocate(packed.capacity() * 2).put(packed.flip());
        }
    }

    synchronized byte[] unpack(byte[] packed) {
        Inflater from = inflater;
        if (from == null) {
            from = new Inflater(true);
            inflater = from;
        }
        byte[] text = new byte[ByteBuffer.wrap(packed).getInt()];
        from.reset();
        from.setDictionary(example(text));
        from.setInput(packed, Integer.BYTES, packed.length - Integer.BYTES);
        try {
            int length = 0;
            while (length < text.length) {
                int more = from.inflate(text, length, text.length - length);
                if (more == 0) {
                    throw new IllegalStateException("Nothing more comes out of what was packed");
                }
                length += more;
            }
            return text;
        } catch (DataFormatException e) {
            throw new IllegalStateException("What was packed is damaged", e);
        }
    }

    private byte[] example(byte[] text) {
        byte[] known = example;
        if (known == null) {
            known = Arrays.copyOf(text, Math.min(text.length, WINDOW));
            example = known;
        }
        return known;
    }
}
