package io.nokube.monitor.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackingTest {
    @Test
    void whatComesOutIsWhatWentIn() {
        Packing packing = new Packing();
        Random random = new Random(2);
        List<byte[]> texts = new ArrayList<>();
        List<byte[]> packed = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            byte[] text = new byte[random.nextInt(2000)];
            // Few different bytes, so that there is something to find again.
            for (int at = 0; at < text.length; at++) {
                text[at] = (byte) random.nextInt(4);
            }
            texts.add(text);
            packed.add(packing.pack(text));
        }
        for (int i = 0; i < texts.size(); i++) {
            assertThat(packing.unpack(packed.get(i))).isEqualTo(texts.get(i));
        }
    }

    @Test
    void textsOfAnyLengthArePacked() {
        Packing packing = new Packing();
        Random random = new Random(1);
        for (int length : new int[] {0, 1, 255, 32 * 1024, 32 * 1024 + 1, 3_000_000}) {
            byte[] text = new byte[length];
            random.nextBytes(text);
            assertThat(packing.unpack(packing.pack(text))).isEqualTo(text);
        }
    }

    @Test
    void whatIsLikeTheFirstTakesLittle() {
        Packing packing = new Packing();
        byte[] first = text("tenant-a", "frontend");
        byte[] second = text("tenant-b", "checkout");
        assertThat(packing.pack(first).length).isLessThan(first.length / 10);
        assertThat(packing.pack(second).length).isLessThan(second.length / 5);
    }

    @Test
    void whatIsDamagedIsNotTakenForSomethingElse() {
        Packing packing = new Packing();
        byte[] packed = packing.pack("a text".getBytes(StandardCharsets.UTF_8));
        byte[] cut = Arrays.copyOf(packed, packed.length - 2);
        assertThatIllegalStateException().isThrownBy(() -> packing.unpack(cut));
    }

    private static byte[] text(String namespace, String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append("{\"field")
                    .append(i)
                    .append("\": {\"namespace\": \"")
                    .append(namespace)
                    .append("\", \"name\": \"")
                    .append(name)
                    .append("\"}}");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
