package dev.limelight.modelserver.server.work;

import dev.limelight.pipeline.text.markup.WordPair;
import java.util.List;

/**
 * A translation.
 *
 * @param text the whole translation, with the source's paragraph breaks
 * @param record JSON of the translation record that the topics carry
 * @param words which words stand for which, in the order of the translation; may be empty
 */
public record Translated(String text, String record, List<WordPair> words) {

    public Translated {
        words = List.copyOf(words);
    }
}
