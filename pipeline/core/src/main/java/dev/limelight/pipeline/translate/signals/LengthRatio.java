package dev.limelight.pipeline.translate.signals;

/** Lengths of texts in letters and digits. Stateless. */
public final class LengthRatio {

    private LengthRatio() {}

    /** The code points of a text that are letters or digits. */
    public static int length(String text) {
        return (int) text.codePoints().filter(Character::isLetterOrDigit).count();
    }

    /** How much longer the target is than the source; 1 where the source has no length. */
    public static double of(String source, String target) {
        int length = length(source);
        return length == 0 ? 1 : (double) length(target) / length;
    }
}
