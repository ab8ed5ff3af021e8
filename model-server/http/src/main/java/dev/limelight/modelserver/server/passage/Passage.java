package dev.limelight.modelserver.server.passage;

import dev.limelight.modelserver.server.work.Translated;
import java.util.List;

/** A text to translate with the rule to put it together again. Immutable. */
public interface Passage {

    /** What is to be translated; nothing where there are no letters. */
    List<String> texts();

    /**
     * The whole in the other language.
     *
     * @param translations one for each of {@link #texts}, in their order
     */
    String with(List<Translated> translations);

    /** Whether there is anything in a text that a language could change. */
    static boolean isProse(String text) {
        return text.codePoints().anyMatch(Character::isLetter);
    }
}
