package dev.limelight.pipeline.job;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.codec.OversizedRecordException;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.sink.TranslationRecords;
import dev.limelight.pipeline.translate.Translated;
import dev.limelight.pipeline.translate.Translation;
import java.util.Objects;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Turns each translation into its two records: the translation and its salience. If one of them is
 * larger than the topics allow, neither is written and the task becomes a dead letter.
 */
public final class TranslationResultFunction extends ProcessFunction<Translated, OutputRecord> {

    private final OutputRecords records;

    public TranslationResultFunction(OutputRecords records) {
        this.records = records;
    }

    @Override
    public void processElement(Translated result, Context context, Collector<OutputRecord> out) {
        Translation translation = result.translation();
        if (translation == null) {
            context.output(
                    DeadLetters.TAG,
                    letter(
                            result,
                            "translate",
                            Objects.requireNonNull(result.category()),
                            String.valueOf(result.error())));
            return;
        }
        InputRecord original = result.task().document().original();
        try {
            OutputRecord first =
                    records.translation(
                            TranslationRecords.translation(translation, System.currentTimeMillis()),
                            original);
            OutputRecord second =
                    records.salience(TranslationRecords.salience(translation), original);
            out.collect(first);
            out.collect(second);
        } catch (OversizedRecordException e) {
            context.output(
                    DeadLetters.TAG,
                    letter(
                            result,
                            "sink",
                            DeadLetterCategory.TOO_LARGE,
                            String.valueOf(e.getMessage())));
        }
    }

    private static DeadLetterRecord letter(
            Translated result, String stage, DeadLetterCategory category, String error) {
        String into = "into %s: %s".formatted(result.task().target(), error);
        return DeadLetters.of(result.task().document(), Tasks.TRANSLATE, stage, category, into);
    }
}
