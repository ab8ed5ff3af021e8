package dev.limelight.pipeline.job.review;

import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.pipeline.review.Held;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;

/**
 * Runs a {@link ReviewFunction}, and counts what it holds when it starts: after a change of
 * parallelism these are other outputs than before, so that no number in the state could say it.
 */
public final class ReviewOperator
        extends KeyedCoProcessOperator<String, Held, InputRecord, OutputRecord> {

    private final ReviewFunction function;

    /** Runs a function. */
    public ReviewOperator(ReviewFunction function) {
        super(function);
        this.function = function;
    }

    @Override
    public void open() throws Exception {
        super.open();
        try (Stream<?> held =
                getKeyedStateBackend().getKeys(ReviewFunction.HELD, VoidNamespace.INSTANCE)) {
            function.startWith(held.count());
        }
    }
}
