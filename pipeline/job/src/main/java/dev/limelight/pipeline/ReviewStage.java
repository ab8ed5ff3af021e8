package dev.limelight.pipeline;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.pipeline.job.result.ResultFunction;
import dev.limelight.pipeline.job.review.HeldOutputs;
import dev.limelight.pipeline.job.review.ReviewFunction;
import dev.limelight.pipeline.job.review.ReviewOperator;
import dev.limelight.pipeline.review.Held;
import dev.limelight.pipeline.review.ReviewConfig;
import dev.limelight.pipeline.review.ReviewDesk;
import dev.limelight.pipeline.review.ReviewGate;
import dev.limelight.pipeline.sink.ResultRecords;
import dev.limelight.pipeline.translate.route.TranslationConfig;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The stage that holds outputs for people. It stands between the results of all branches and the
 * sink; without a policy that holds anything there is none of it in the graph.
 */
final class ReviewStage {

    private final OutputRecords records;
    private final ReviewConfig config;
    private final TranslationConfig translation;
    private final List<DataStream<Held>> held = new ArrayList<>();

    ReviewStage(OutputRecords records, ReviewConfig config, TranslationConfig translation) {
        this.records = records;
        this.config = config;
        this.translation = translation;
    }

    /** The last function of a branch: it makes records, and puts aside what is to be held. */
    <T> ResultFunction<T> results(ResultRecords<T> form) {
        return config.isOn()
                ? new ResultFunction<>(records, form, new ReviewGate(config.policy()))
                : new ResultFunction<>(records, form);
    }

    /** Takes what a branch puts aside, and gives the rest. */
    SingleOutputStreamOperator<OutputRecord> take(
            SingleOutputStreamOperator<OutputRecord> results) {
        if (config.isOn()) {
            held.add(results.getSideOutput(HeldOutputs.TAG));
        }
        return results;
    }

    /** What goes out of all that was taken, as people decide. */
    SingleOutputStreamOperator<OutputRecord> reviews(DataStream<InputRecord> decisions) {
        DataStream<Held> all = held.get(0);
        for (DataStream<Held> other : held.subList(1, held.size())) {
            all = all.union(other);
        }
        return all.connect(decisions)
                .keyBy(Held::reviewId, ReviewDesk::reviewOf, Types.STRING)
                .transform(
                        "reviews",
                        TypeInformation.of(OutputRecord.class),
                        new ReviewOperator(new ReviewFunction(records, config, translation)));
    }
}
