package dev.limelight.modelserver.tokenizer.sentencepiece;

/** UTF-8 by hand, where the JDK's decoder replaces other stretches of broken bytes than we must. */
final class Utf8 {

    static final int BROKEN = -1;

    private Utf8() {}

    /** Bytes of the character that begins with {@code lead}; 1 for what begins none. */
    static int length(byte lead) {
        int bits = lead & 0xFF;
        return bits < 0xC0 ? 1 : bits < 0xE0 ? 2 : bits < 0xF0 ? 3 : 4;
    }

    /** The code point at {@code at}, or {@link #BROKEN} where no well-formed character begins. */
    static int decode(byte[] bytes, int at) {
        int length = length(bytes[at]);
        if (length == 1) {
            return bytes[at] >= 0 ? bytes[at] : BROKEN;
        }
        if (at + length > bytes.length || (bytes[at] & 0xFF) > 0xF7) {
            return BROKEN;
        }
        int codePoint = bytes[at] & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return BROKEN;
            }
            codePoint = (codePoint << 6) | (bytes[at + i] & 0x3F);
        }
        return isCharacter(codePoint) && bytes(codePoint) == length ? codePoint : BROKEN;
    }

    /**
     * For each byte of {@code text}'s UTF-8 the UTF-16 position of its character, and one more for
     * the end.
     *
     * @param text well-formed
     * @param size of its UTF-8
     */
    static int[] positions(String text, int size) {
        int[] positions = new int[size + 1];
        int at = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            for (int n = bytes(codePoint); n > 0; n--) {
                positions[at++] = i;
            }
            i += Character.charCount(codePoint);
        }
        positions[at] = text.length();
        return positions;
    }

    private static int bytes(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    private static boolean isCharacter(int codePoint) {
        return codePoint <= Character.MAX_CODE_POINT
                && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
