package dev.limelight.pipeline.cli.screen;

import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.ScoredSpan;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.SummarySentence;
import dev.limelight.connectors.record.Timings;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records for the tests of views: what no view shows is empty. */
final class ViewRecords {

    private static final ModelRef MODEL = new ModelRef("tiny", "1");
    private static final Timings TIMINGS = new Timings(0, 0, 0);

    private ViewRecords() {}

    /** From English into German. */
    static TranslationRecord translation(
            String text, List<TranslationSegment> segments, String... flags) {
        return new TranslationRecord(
                "doc",
                "en",
                "de",
                text,
                segments,
                1,
                MODEL,
                Map.of(),
                List.of(flags),
                Map.of(),
                TIMINGS);
    }

    /** Of one sentence. */
    static SummaryRecord summary(SummarySentence sentence) {
        return new SummaryRecord(
                "doc",
                "en",
                sentence.text(),
                "extractive",
                List.of(sentence),
                1,
                1,
                MODEL,
                Map.of(),
                List.of(),
                Map.of(),
                TIMINGS);
    }

    /**
     * Of a summary.
     *
     * @param words null where they were not kept
     */
    static SalienceRecord salience(List<ScoredSpan> sentences, @Nullable List<ScoredSpan> words) {
        return new SalienceRecord("doc", "summarize", null, "lead", MODEL, sentences, words);
    }
}
