package dev.limelight.pipeline.job.result;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.Stage;
import dev.limelight.pipeline.result.Attempt;
import dev.limelight.pipeline.sink.ResultRecords;
import java.util.Objects;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Turns the outcome of each task into its records. When one of them is above the size that the
 * topics take, none goes out: the task becomes a dead letter, as one does that has no result.
 *
 * @param <T> the type of the result
 */
public final class ResultFunction<T> extends ProcessFunction<Outcome<T>, OutputRecord> {

    private final OutputRecords records;
    private final ResultRecords<T> form;

    /**
     * @param records writes them
     * @param form which they are
     */
    public ResultFunction(OutputRecords records, ResultRecords<T> form) {
        this.records = records;
        this.form = form;
    }

    @Override
    public void processElement(Outcome<T> outcome, Context context, Collector<OutputRecord> out) {
        T result = outcome.result();
        if (result == null) {
            reject(outcome, Objects.requireNonNull(outcome.failure()), context);
            return;
        }
        Attempt.hand(
                Stage.SINK,
                () -> form.of(records, result, System.currentTimeMillis()),
                all -> all.forEach(out::collect),
                failure -> reject(outcome, failure, context));
    }

    private void reject(Outcome<T> outcome, Failure failure, Context context) {
        String target = outcome.target();
        String error = target == null ? failure.error() : "into " + target + ": " + failure.error();
        var named = new Failure(failure.stage(), failure.category(), error);
        context.output(DeadLetters.TAG, DeadLetters.of(outcome.document(), outcome.task(), named));
    }
}
