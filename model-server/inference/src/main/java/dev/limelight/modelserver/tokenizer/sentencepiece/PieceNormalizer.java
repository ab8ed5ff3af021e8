package dev.limelight.modelserver.tokenizer.sentencepiece;

import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.Normalizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * SentencePiece's normalizer, byte for byte: replaces characters, treats spaces, and remembers
 * where each byte came from. Thread-safe.
 */
final class PieceNormalizer {

    private static final byte[] SPACE = SentencePieceModel.SPACE.getBytes(StandardCharsets.UTF_8);

    private final Normalizer settings;
    private final boolean suffixSpace;
    private final CharsMap map;
    private final PieceTrie kept;

    /**
     * For a model.
     *
     * @param kept what stays as it is: the pieces that the user defined
     */
    PieceNormalizer(SentencePieceModel model, PieceTrie kept) {
        this.settings = model.normalizer();
        this.suffixSpace = model.suffixSpace();
        this.map = CharsMap.of(settings.charsMap());
        this.kept = kept;
    }

    /**
     * A normalized text.
     *
     * @param bytes UTF-8
     * @param origins for each byte the position in the input's UTF-8 that it came from, and one
     *     more for the end
     */
    record Normalized(byte[] bytes, int[] origins) {}

    /**
     * Normalizes a text.
     *
     * @param input well-formed UTF-8
     */
    Normalized normalize(byte[] input) {
        int from = settings.removeExtraSpaces() ? leadingSpaces(input) : 0;
        if (from == input.length) {
            return new Normalized(new byte[0], new int[] {0});
        }
        Output output = new Output(input.length + 16);
        if (!suffixSpace && settings.dummyPrefix()) {
            output.add((byte) ' ', from);
        }
        int end = output.addAll(input, from);
        if (settings.removeExtraSpaces()) {
            end = output.trim(end);
        }
        if (suffixSpace && settings.dummyPrefix()) {
            output.add((byte) ' ', end);
        }
        return output.result(end);
    }

    private int leadingSpaces(byte[] input) {
        int from = 0;
        while (from < input.length) {
            Prefix prefix = prefix(input, from);
            if (prefix.end - prefix.start != 1 || prefix.bytes[prefix.start] != ' ') {
                break;
            }
            from += prefix.consumed;
        }
        return from;
    }

    /** What the characters at {@code from} become. */
    private Prefix prefix(byte[] input, int from) {
        int own = kept.longest(input, from);
        if (own > 0) {
            return new Prefix(input, from, from + own, own);
        }
        long match = map.longest(input, from);
        if (!CharsMap.isMatch(match)) {
            int length = Utf8.length(input[from]);
            return new Prefix(input, from, from + length, length);
        }
        byte[] bytes = map.replacements();
        int start = CharsMap.replacement(match);
        int end = start;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new Prefix(bytes, start, end, CharsMap.length(match));
    }

    private record Prefix(byte[] bytes, int start, int end, int consumed) {}

    /** Grows while the input is read. */
    private final class Output {

        private final ByteArrayOutputStream bytes;
        private int[] origins;

        private Output(int capacity) {
            bytes = new ByteArrayOutputStream(capacity);
            origins = new int[capacity];
        }

        /** Gives the position behind what was read. */
        private int addAll(byte[] input, int from) {
            boolean afterSpace = settings.removeExtraSpaces();
            int at = from;
            while (at < input.length) {
                Prefix prefix = prefix(input, at);
                int start = prefix.start;
                while (afterSpace && start < prefix.end && prefix.bytes[start] == ' ') {
                    start++;
                }
                for (int i = start; i < prefix.end; i++) {
                    add(prefix.bytes[i], at);
                }
                if (start < prefix.end) {
                    afterSpace = prefix.bytes[prefix.end - 1] == ' ';
                }
                at += prefix.consumed;
                afterSpace &= settings.removeExtraSpaces();
            }
            return at;
        }

        private void add(byte value, int origin) {
            if (value == ' ' && settings.escapeSpaces()) {
                for (byte b : SPACE) {
                    put(b, origin);
                }
            } else {
                put(value, origin);
            }
        }

        private void put(byte value, int origin) {
            if (bytes.size() == origins.length) {
                origins = Arrays.copyOf(origins, origins.length * 2);
            }
            origins[bytes.size()] = origin;
            bytes.write(value);
        }

        /** Takes spaces off the end; gives where in the input the text now ends. */
        private int trim(int end) {
            byte[] space = settings.escapeSpaces() ? SPACE : new byte[] {' '};
            byte[] all = bytes.toByteArray();
            int size = all.length;
            int now = end;
            while (endsWith(all, size, space)) {
                size -= space.length;
                now = origins[size];
            }
            bytes.reset();
            bytes.write(all, 0, size);
            return now;
        }

        private Normalized result(int end) {
            int[] all = Arrays.copyOf(origins, bytes.size() + 1);
            all[bytes.size()] = end;
            return new Normalized(bytes.toByteArray(), all);
        }
    }

    private static boolean endsWith(byte[] bytes, int size, byte[] suffix) {
        int from = size - suffix.length;
        return from >= 0 && Arrays.equals(bytes, from, size, suffix, 0, suffix.length);
    }
}
