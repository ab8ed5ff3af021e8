package dev.limelight.modelserver.server.request;

import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.pipeline.sink.AlternativesRecord;
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
 * @param others translations that the beams held beside it, best first
 * @param alternatives what {@code others} are, and where they leave this one
 */
public record Translated(
        TranslationRecord record,
        List<WordPair> words,
        @Nullable GuardAlertRecord guard,
        List<Translated> others,
        List<AlternativesRecord.Alternative> alternatives) {

    public Translated {
        words = List.copyOf(words);
        others = List.copyOf(others);
        alternatives = List.copyOf(alternatives);
    }

    /** A translation alone. */
    public Translated(
            TranslationRecord record, List<WordPair> words, @Nullable GuardAlertRecord guard) {
        this(record, words, guard, List.of(), List.of());
    }

    /** The whole translation, with the source's paragraph breaks. */
    public String text() {
        return record.text();
    }

    /**
     * The other translation of a place, or this one where there are not so many.
     *
     * @param place from 0
     */
    public Translated other(int place) {
        return place < others.size() ? others.get(place) : this;
    }
}
