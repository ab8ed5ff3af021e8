package dev.limelight.pipeline.job;

import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Scores the sentences and words of each document with the configured method. */
public final class SalienceFunction extends RichMapFunction<Assembled, Salience> {

    private final String method;

    /**
     * @param method a name of {@link SalienceMethods}
     */
    public SalienceFunction(String method) {
        this.method = method;
    }

    @Override
    public Salience map(Assembled assembled) {
        return SalienceScorer.score(SalienceMethods.named(method), assembled);
    }
}
