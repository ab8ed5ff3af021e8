package dev.limelight.pipeline.job;

import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.job.Outcome;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import org.apache.flink.api.common.functions.MapFunction;

/** Makes the extractive summary of each document. */
public final class SummarizeFunction implements MapFunction<Salience, Outcome<Summary>> {

    private final SummaryLength length;
    private final Prior prior;

    public SummarizeFunction(SummaryLength length, Prior prior) {
        this.length = length;
        this.prior = prior;
    }

    @Override
    public Outcome<Summary> map(Salience salience) {
        return Outcome.done(
                salience.assembled().document(),
                Tasks.SUMMARIZE,
                null,
                ExtractiveSummarizer.summarize(salience, length, prior));
    }
}
