package dev.limelight.pipeline.job;

import dev.limelight.connectors.record.InputRecord;
import dev.limelight.pipeline.models.BundleFolders;
import dev.limelight.pipeline.models.ModelDecider;
import dev.limelight.pipeline.models.ModelDecision;
import dev.limelight.pipeline.models.SwappableModels;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Decides model records one after the other, on a thread of its own. For one subtask with ordered
 * output: the last record of an alias is the one that holds.
 */
public final class ModelDecisionFunction extends RichAsyncFunction<InputRecord, ModelDecision> {

    /** The longest that a record may wait for its decision, and its model be fetched. */
    public static final Duration LONGEST = Duration.ofMinutes(30);

    private final SwappableModels models;
    private transient ModelDecider decider;
    private transient ExecutorService thread;

    /** Decides on these models. */
    public ModelDecisionFunction(SwappableModels models) {
        this.models = models;
    }

    @Override
    public void open(OpenContext context) {
        decider = new ModelDecider(models, BundleFolders.ofProcess());
        thread = Executors.newSingleThreadExecutor(ModelDecisionFunction::thread);
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
            decider.close();
        }
    }

    @Override
    public void asyncInvoke(InputRecord input, ResultFuture<ModelDecision> result) {
        thread.execute(() -> Completion.of(result, () -> decider.decide(input)));
    }

    @Override
    public void timeout(InputRecord input, ResultFuture<ModelDecision> result) {
        String error = "not loaded within %s; pull it before, and name its folder";
        result.complete(List.of(decider.refused(input, error.formatted(LONGEST))));
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "model-decisions");
        thread.setDaemon(true);
        return thread;
    }
}
