package dev.limelight.pipeline.job.review;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.Stage;
import dev.limelight.pipeline.result.Attempt;
import dev.limelight.pipeline.review.Held;
import dev.limelight.pipeline.review.ReviewConfig;
import dev.limelight.pipeline.review.ReviewDesk;
import dev.limelight.pipeline.review.ReviewStatus;
import dev.limelight.pipeline.review.Turn;
import dev.limelight.pipeline.score.RouteAligner;
import dev.limelight.pipeline.translate.route.TranslationConfig;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the outputs that a person must look at, by the id of their review, and does what decisions
 * and the time want. What goes out goes to the job's one sink, so a decision and its result become
 * visible together, once.
 *
 * <p>An output is kept until its review ends; where the review stood is kept for some time longer,
 * so that a late decision is refused for the right reason. Timers run on processing time; one that
 * comes too early does nothing. {@link ReviewOperator} runs it.
 */
public final class ReviewFunction
        extends KeyedCoProcessFunction<String, Held, InputRecord, OutputRecord> {

    /** The state of what is held; {@link ReviewOperator} counts its keys. */
    static final String HELD = "held";

    private final OutputRecords records;
    private final ReviewConfig config;
    private final TranslationConfig translation;
    private transient RouteAligner aligner;
    private transient ReviewDesk desk;
    private transient ReviewCounts counts;
    private transient ValueState<Held> output;
    private transient ValueState<ReviewStatus> review;
    private transient long room;

    /**
     * @param records writes the records
     * @param config how outputs are held
     * @param translation the models that edits of translations are aligned with
     */
    public ReviewFunction(
            OutputRecords records, ReviewConfig config, TranslationConfig translation) {
        this.records = records;
        this.config = config;
        this.translation = translation;
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        aligner = new RouteAligner(translation);
        desk = new ReviewDesk(records, config, aligner);
        counts = new ReviewCounts(runtime.getMetricGroup());
        output = runtime.getState(new ValueStateDescriptor<>(HELD, Held.class));
        review = runtime.getState(new ValueStateDescriptor<>("review", ReviewStatus.class));
        int subtasks = runtime.getTaskInfo().getNumberOfParallelSubtasks();
        room = ((long) config.maxHeld() + subtasks - 1) / subtasks;
    }

    @Override
    public void close() {
        if (aligner != null) {
            aligner.close();
        }
    }

    /** So many outputs are held when the subtask starts. */
    void startWith(long held) {
        counts.start(held);
    }

    @Override
    public void processElement1(Held arrived, Context context, Collector<OutputRecord> out)
            throws Exception {
        long now = context.timerService().currentProcessingTime();
        ReviewStatus status = review.value();
        Turn turn =
                Attempt.call(
                        Stage.REVIEW,
                        () -> arrive(arrived, status, now),
                        failure -> desk.failed(arrived, failure, now));
        if (turn.event() == Turn.Event.HELD) {
            output.update(arrived);
        }
        proceed(turn, context, out);
    }

    private Turn arrive(Held arrived, @Nullable ReviewStatus status, long now) {
        return status != null || counts.isBelow(room)
                ? desk.hold(arrived, status, now)
                : desk.overflow(arrived, counts.hadRoom(), now);
    }

    @Override
    public void processElement2(InputRecord decision, Context context, Collector<OutputRecord> out)
            throws Exception {
        long now = context.timerService().currentProcessingTime();
        ReviewStatus status = review.value();
        Held held = output.value();
        proceed(
                Attempt.call(
                        Stage.REVIEW,
                        () -> desk.decide(decision, held, status, now),
                        failure -> desk.failed(decision, status, failure, now)),
                context,
                out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<OutputRecord> out)
            throws Exception {
        ReviewStatus status = review.value();
        if (status != null) {
            String id = context.getCurrentKey();
            proceed(desk.tick(id, output.value(), status, timestamp), context, out);
        }
    }

    private void proceed(Turn turn, Context context, Collector<OutputRecord> out) throws Exception {
        counts.count(turn);
        keep(turn);
        Long next = turn.next();
        if (next != null) {
            context.timerService().registerProcessingTimeTimer(next);
        }
        turn.outputs().forEach(out::collect);
    }

    private void keep(Turn turn) throws Exception {
        if (turn.status() == null) {
            review.clear();
        } else {
            review.update(turn.status());
        }
        if (turn.isOver()) {
            output.clear();
        }
    }
}
