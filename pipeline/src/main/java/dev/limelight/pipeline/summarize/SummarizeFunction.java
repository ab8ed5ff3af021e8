package dev.limelight.pipeline.summarize;

import dev.limelight.pipeline.salience.Salience;
import org.apache.flink.api.common.functions.MapFunction;

/** Makes the extractive summary of each document. */
public final class SummarizeFunction implements MapFunction<Salience, Summary> {

    private final SummaryLength length;
    private final Prior prior;

    public SummarizeFunction(SummaryLength length, Prior prior) {
        this.length = length;
        this.prior = prior;
    }

    @Override
    public Summary map(Salience salience) {
        return ExtractiveSummarizer.summarize(salience, length, prior);
    }
}
