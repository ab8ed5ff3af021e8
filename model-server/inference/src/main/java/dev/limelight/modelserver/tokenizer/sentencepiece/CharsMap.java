package dev.limelight.modelserver.tokenizer.sentencepiece;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * SentencePiece's compiled replacements of characters: the length of a double-array trie, the trie
 * (as Darts-clone lays it out), and the replacements, each ended by a zero byte. Thread-safe.
 */
final class CharsMap {

    private static final long NONE = -1;

    private final int[] units;
    private final byte[] replacements;

    private CharsMap(int[] units, byte[] replacements) {
        this.units = units;
        this.replacements = replacements;
    }

    static CharsMap of(ByteString compiled) {
        if (compiled.isEmpty()) {
            return new CharsMap(new int[0], new byte[0]);
        }
        ByteBuffer buffer = compiled.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int[] units = new int[buffer.getInt() / Integer.BYTES];
        for (int i = 0; i < units.length; i++) {
            units[i] = buffer.getInt();
        }
        byte[] replacements = new byte[buffer.remaining()];
        buffer.get(replacements);
        return new CharsMap(units, replacements);
    }

    /** The longest match at {@code from}, or {@link #NONE}; for {@link #length} and so on. */
    long longest(byte[] text, int from) {
        long found = NONE;
        int node = units.length == 0 ? -1 : offset(units[0]);
        for (int i = from; i < text.length && node >= 0; i++) {
            int label = text[i] & 0xFF;
            node ^= label;
            if (node >= units.length || (units[node] & 0x800000FF) != label) {
                break;
            }
            int unit = units[node];
            node ^= offset(unit);
            if (((unit >>> 8) & 1) == 1 && node < units.length) {
                found = (long) (i + 1 - from) << 32 | (units[node] & 0x7FFFFFFF);
            }
        }
        return found;
    }

    static boolean isMatch(long match) {
        return match != NONE;
    }

    /** How many bytes of the text were matched. */
    static int length(long match) {
        return (int) (match >>> 32);
    }

    /** Where the replacement begins in {@link #replacements}. */
    static int replacement(long match) {
        return (int) match;
    }

    byte[] replacements() {
        return replacements;
    }

    private static int offset(int unit) {
        return (unit >>> 10) << ((unit & (1 << 9)) >>> 6);
    }
}
