package dev.limelight.pipeline.job;

import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summarizer;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import org.apache.flink.api.common.functions.MapFunction;

/** Makes the extractive summary of each document, by {@link Summarizer#choose}. */
public final class SummarizeFunction implements MapFunction<Salience, Summary> {

    private final String method;
    private final SummaryLength length;
    private final Prior prior;

    /**
     * @param method a name of {@link SalienceMethods}
     * @param length of a summary
     * @param prior is added to the scores, where the method takes one
     */
    public SummarizeFunction(String method, SummaryLength length, Prior prior) {
        this.method = method;
        this.length = length;
        this.prior = prior;
    }

    @Override
    public Summary map(Salience salience) {
        return new Summarizer(SalienceMethods.named(method), length, prior).choose(salience);
    }
}
