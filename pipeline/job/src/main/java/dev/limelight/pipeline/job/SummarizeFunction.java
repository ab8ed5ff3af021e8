package dev.limelight.pipeline.job;

import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
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
