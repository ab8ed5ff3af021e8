package dev.limelight.modelserver.server.service;

import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.pipeline.text.markup.WordPair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A translation.
 *
 * @param record as the topic carries it
 * @param words which words stand for which, in the order of the translation, on UTF-16 positions;
 *     may be empty
 * @param guard what the guard found, or that it found nothing; null where it did not look
 */
public record Translated(
        TranslationRecord record, List<WordPair> words, @Nullable GuardAlertRecord guard) {

    public Translated {
        words = List.copyOf(words);
    }

    /** The whole translation, with the source's paragraph breaks. */
    public String text() {
        return record.text();
    }
}
