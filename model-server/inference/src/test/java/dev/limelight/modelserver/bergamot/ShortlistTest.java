package dev.limelight.modelserver.bergamot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limelight.modelserver.api.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShortlistTest {

    private static final int PIECES = 104;
    private static final int FIRST = 10;
    private static final byte[] FILE = read();

    @Property(tries = 300)
    void when_aSourceIsRead_then_itsCandidatesAreAsTheFormatSays(
            @ForAll @Size(max = 40) List<@IntRange(max = PIECES - 1) Integer> pieces,
            @ForAll boolean isShared) {
        int[] source = pieces.stream().mapToInt(Integer::intValue).toArray();
        int[] candidates = parsed(FILE, PIECES, isShared).candidates(source);
        assertArrayEquals(expected(source, isShared), candidates);
        assertTrue(candidates.length % 8 == 0, "%d candidates".formatted(candidates.length));
    }

    /** By another way than the code under test: sets, and the file's bytes. */
    private static int[] expected(int[] source, boolean isShared) {
        ByteBuffer file = ByteBuffer.wrap(FILE).order(ByteOrder.LITTLE_ENDIAN);
        TreeSet<Integer> all = new TreeSet<>();
        for (int i = 0; i < FIRST; i++) {
            all.add(i);
        }
        for (int piece : source) {
            for (long i = file.getLong(48 + 8 * piece); i < file.getLong(56 + 8 * piece); i++) {
                all.add(file.getInt((int) (48 + 8 * (PIECES + 1) + 4 * i)));
            }
            if (isShared) {
                all.add(piece);
            }
        }
        for (int id = FIRST; all.size() % 8 != 0; id++) {
            all.add(id);
        }
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void when_aByteIsChanged_then_theFileIsRefused() {
        // Four bytes at the end are in no checksum where the number of ids is odd.
        boolean isOdd = FILE.length % 8 != 0;
        for (int at = 0; at < FILE.length - (isOdd ? 4 : 0); at++) {
            byte[] flipped = FILE.clone();
            flipped[at] ^= 0x55;
            refused(flipped);
        }
    }

    @Test
    void when_aFileIsCut_then_itIsRefused() {
        for (int length = 0; length < FILE.length; length++) {
            refused(Arrays.copyOf(FILE, length));
        }
    }

    @Test
    void when_itIsOfAnotherVocabulary_then_itIsRefused() {
        ModelException e = assertThrows(ModelException.class, () -> parsed(FILE, PIECES + 8, true));
        assertTrue(String.valueOf(e.getMessage()).contains("lists for 112 pieces"), e.getMessage());
    }

    private static void refused(byte[] file) {
        ModelException e = assertThrows(ModelException.class, () -> parsed(file, PIECES, true));
        assertEquals(ModelException.Category.MODEL_ERROR, e.category());
    }

    private static Shortlist parsed(byte[] file, int pieces, boolean isShared) {
        return Shortlist.parse("lex.bin", ByteBuffer.wrap(file), pieces, pieces, isShared);
    }

    private static byte[] read() {
        try {
            return Files.readAllBytes(
                    Path.of("..", "..", "test-data", "bergamot", "shared", "lex.bin"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
