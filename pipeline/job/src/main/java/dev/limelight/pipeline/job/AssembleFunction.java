package dev.limelight.pipeline.job;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.connectors.record.Stage;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.assemble.Assembler;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.job.result.DeadLetters;
import dev.limelight.pipeline.result.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps a document and its results until they are complete, in whatever order they come.
 *
 * <p>The timer runs on processing time from the first of them. When it fires, the document is
 * dead-lettered and its state cleared; results that come later find no document, are cleared by a
 * timer of their own, and give nothing, because the document has had its answer.
 */
public final class AssembleFunction
        extends KeyedCoProcessFunction<SourcePosition, Document, ChunkResult, Assembled> {

    private final Duration timeout;
    private transient ValueState<Document> document;
    private transient MapState<Integer, ChunkResult> results;
    private transient ValueState<Long> timer;

    public AssembleFunction(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        document = runtime.getState(new ValueStateDescriptor<>("document", Document.class));
        results =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "results", Types.INT, Types.POJO(ChunkResult.class)));
        timer = runtime.getState(new ValueStateDescriptor<>("timer", Types.LONG));
    }

    @Override
    public void processElement1(Document arrived, Context context, Collector<Assembled> out)
            throws Exception {
        document.update(arrived);
        proceed(context, out);
    }

    @Override
    public void processElement2(ChunkResult arrived, Context context, Collector<Assembled> out)
            throws Exception {
        results.put(arrived.sequence(), arrived);
        proceed(context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Assembled> out)
            throws Exception {
        Document waiting = document.value();
        if (waiting != null) {
            context.output(DeadLetters.TAG, timedOut(waiting));
        }
        clear();
    }

    private void proceed(Context context, Collector<Assembled> out) throws Exception {
        List<ChunkResult> there = allResults();
        if (!Assembler.isComplete(document.value(), there)) {
            startTimer(context);
            return;
        }
        emit(document.value(), there, context, out);
        stopTimer(context);
        clear();
    }

    private void emit(
            Document whole, List<ChunkResult> there, Context context, Collector<Assembled> out) {
        ChunkResult failed = Assembler.firstFailure(there);
        if (failed == null) {
            Attempt.hand(
                    Stage.ASSEMBLE,
                    () -> Assembler.assemble(whole, there),
                    out::collect,
                    failure -> reject(whole, failure, context));
        } else {
            Failure failure = Objects.requireNonNull(failed.failure());
            String where = "chunk %d of %d: ".formatted(failed.sequence() + 1, failed.of());
            String error = where + failure.error();
            reject(whole, new Failure(failure.stage(), failure.category(), error), context);
        }
    }

    private static void reject(Document whole, Failure failure, Context context) {
        context.output(DeadLetters.TAG, DeadLetters.of(whole, Tasks.SUMMARIZE, failure));
    }

    private DeadLetterRecord timedOut(Document waiting) throws Exception {
        String error =
                "%s not read within %s; the model is too slow for this load, or assemble.timeout is"
                        + " too short";
        return DeadLetters.of(
                waiting,
                Tasks.SUMMARIZE,
                new Failure(
                        Stage.ASSEMBLE,
                        DeadLetterCategory.TIMEOUT,
                        error.formatted(Assembler.missing(allResults()), timeout)));
    }

    private List<ChunkResult> allResults() throws Exception {
        var all = new ArrayList<ChunkResult>();
        results.values().forEach(all::add);
        return all;
    }

    private void startTimer(Context context) throws Exception {
        if (timer.value() == null) {
            long due = context.timerService().currentProcessingTime() + timeout.toMillis();
            context.timerService().registerProcessingTimeTimer(due);
            timer.update(due);
        }
    }

    private void stopTimer(Context context) throws Exception {
        Long due = timer.value();
        if (due != null) {
            context.timerService().deleteProcessingTimeTimer(due);
        }
    }

    private void clear() {
        document.clear();
        results.clear();
        timer.clear();
    }
}
