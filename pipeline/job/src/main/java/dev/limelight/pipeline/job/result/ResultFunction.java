package dev.limelight.pipeline.job.result;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.Stage;
import dev.limelight.pipeline.job.review.HeldOutputs;
import dev.limelight.pipeline.result.Attempt;
import dev.limelight.pipeline.review.Held;
import dev.limelight.pipeline.review.ReviewGate;
import dev.limelight.pipeline.sink.ResultRecords;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Turns the outcome of each task into its records. When one of them is above the size that the
 * topics take, none goes out: the task becomes a dead letter, as one does that has no result. A
 * result that a person must look at goes to {@link HeldOutputs#TAG}.
 *
 * @param <T> the type of the result
 */
public final class ResultFunction<T> extends ProcessFunction<Outcome<T>, OutputRecord> {

    private final OutputRecords records;
    private final ResultRecords<T> form;
    private final @Nullable ReviewGate gate;

    /**
     * Lets all results go out.
     *
     * @param records writes them
     * @param form which they are
     */
    public ResultFunction(OutputRecords records, ResultRecords<T> form) {
        this(records, form, null);
    }

    /**
     * @param records writes them
     * @param form which they are
     * @param gate decides which a person must look at; null for none
     */
    public ResultFunction(OutputRecords records, ResultRecords<T> form, @Nullable ReviewGate gate) {
        this.records = records;
        this.form = form;
        this.gate = gate;
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
                () -> made(outcome, form.of(records, result, System.currentTimeMillis())),
                made -> hand(made, context, out),
                failure -> reject(outcome, failure, context));
    }

    /** Records that go out, and the same as they are held where a person must look at them. */
    private record Made(List<OutputRecord> records, @Nullable Held held) {}

    private Made made(Outcome<T> outcome, List<OutputRecord> all) {
        Held held =
                gate == null
                        ? null
                        : gate.held(outcome.document(), outcome.task(), outcome.target(), all);
        return new Made(all, held);
    }

    private void hand(Made made, Context context, Collector<OutputRecord> out) {
        Held held = made.held;
        if (held == null) {
            made.records.forEach(out::collect);
        } else {
            context.output(HeldOutputs.TAG, held);
        }
    }

    private void reject(Outcome<T> outcome, Failure failure, Context context) {
        String target = outcome.target();
        String error = target == null ? failure.error() : "into " + target + ": " + failure.error();
        var named = new Failure(failure.stage(), failure.category(), error);
        context.output(DeadLetters.TAG, DeadLetters.of(outcome.document(), outcome.task(), named));
    }
}
