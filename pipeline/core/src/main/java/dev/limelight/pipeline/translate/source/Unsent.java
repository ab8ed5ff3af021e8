package dev.limelight.pipeline.translate.source;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import dev.limelight.pipeline.text.layout.Lines;

/** Which characters a model does not get: what is between words, and what nobody sees. */
final class Unsent {

    private static final int FIRST_SYMBOL = 0x2190;
    private static final int KEYCAP = 0x20E3;

    private Unsent() {}

    /** Whether a character is an emoji or a picture, by any of its code points. */
    static boolean isPicture(String text, int start, int end) {
        return end - start == 1
                ? isPicture(text.charAt(start))
                : text.substring(start, end).codePoints().anyMatch(Unsent::isPicture);
    }

    static boolean isSpace(int codePoint) {
        return Character.isBmpCodePoint(codePoint) && Lines.isSpace((char) codePoint);
    }

    private static boolean isPicture(int codePoint) {
        if (codePoint < FIRST_SYMBOL) {
            return codePoint == KEYCAP;
        }
        return Character.getType(codePoint) == Character.OTHER_SYMBOL
                || UCharacter.hasBinaryProperty(codePoint, UProperty.EXTENDED_PICTOGRAPHIC)
                || UCharacter.hasBinaryProperty(codePoint, UProperty.EMOJI_MODIFIER)
                || UCharacter.hasBinaryProperty(codePoint, UProperty.REGIONAL_INDICATOR);
    }

    /** What joins or varies pictures; it goes where they go. */
    static boolean isJoiner(int codePoint) {
        return codePoint == 0x200D
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0020 && codePoint <= 0xE007F);
    }

    /** Soft hyphens, marks of direction, control characters: text without them reads the same. */
    static boolean isInvisible(int codePoint) {
        int type = Character.getType(codePoint);
        boolean meant = codePoint == 0x200C || codePoint == 0x200D;
        return (type == Character.FORMAT || type == Character.CONTROL) && !meant;
    }
}
