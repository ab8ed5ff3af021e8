package dev.limelight.pipeline.job;

import dev.limelight.connectors.record.Stage;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.job.result.Outcome;
import dev.limelight.pipeline.result.Attempt;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summarizer;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Makes the extractive summary of each document, by {@link Summarizer#choose}. */
public final class SummarizeFunction extends RichMapFunction<Salience, Outcome<Summary>> {

    private final EncoderProfile encoder;
    private final String method;
    private final SummaryLength length;
    private final Prior prior;
    private transient Summarizer summarizer;

    /**
     * @param encoder the model that reads
     * @param method a name of {@link SalienceMethods}
     * @param length of a summary
     * @param prior is added to the scores, where the method takes one
     */
    public SummarizeFunction(
            EncoderProfile encoder, String method, SummaryLength length, Prior prior) {
        this.encoder = encoder;
        this.method = method;
        this.length = length;
        this.prior = prior;
    }

    @Override
    public void open(OpenContext context) {
        summarizer = new Summarizer(SalienceMethods.of(encoder).named(method), length, prior);
    }

    @Override
    public Outcome<Summary> map(Salience salience) {
        Document document = salience.assembled().document();
        return Attempt.call(
                Stage.SUMMARIZE,
                () -> Outcome.done(document, Tasks.SUMMARIZE, null, summarizer.choose(salience)),
                failure -> Outcome.failed(document, Tasks.SUMMARIZE, null, failure));
    }
}
