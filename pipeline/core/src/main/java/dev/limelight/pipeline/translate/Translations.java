package dev.limelight.pipeline.translate;

import java.util.List;

/**
 * The translation of a document, and others that the model's beams held. The i-th of them has the
 * i-th best output for each sentence, where there are so many.
 *
 * @param others best first; texts differ
 */
public record Translations(Translation best, List<OtherTranslation> others) {

    /** How many others may be asked for: each costs a beam. */
    public static final int MOST_OTHERS = 10;

    public Translations {
        others = List.copyOf(others);
    }
}
