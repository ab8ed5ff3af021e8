package dev.limelight.pipeline.job;

import dev.limelight.connectors.record.Stage;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.job.result.DeadLetters;
import dev.limelight.pipeline.result.Attempt;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Scores the sentences and words of each document with the configured method. */
public final class SalienceFunction extends ProcessFunction<Assembled, Salience> {

    private final EncoderProfile encoder;
    private final String name;
    private transient SalienceMethod method;

    /**
     * @param encoder the model that reads
     * @param method a name of {@link SalienceMethods}
     */
    public SalienceFunction(EncoderProfile encoder, String method) {
        this.encoder = encoder;
        this.name = method;
    }

    @Override
    public void open(OpenContext context) {
        method = SalienceMethods.of(encoder).named(name);
    }

    @Override
    public void processElement(Assembled assembled, Context context, Collector<Salience> out) {
        Attempt.hand(
                Stage.SUMMARIZE,
                () -> SalienceScorer.score(method, assembled),
                out::collect,
                failure ->
                        context.output(
                                DeadLetters.TAG,
                                DeadLetters.of(assembled.document(), Tasks.SUMMARIZE, failure)));
    }
}
