package dev.limelight.pipeline.job;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Stage;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.inflight.DocumentThreads;
import dev.limelight.pipeline.inflight.InFlightLimit;
import dev.limelight.pipeline.job.result.Outcome;
import dev.limelight.pipeline.result.Attempt;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveConfig;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveModel;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummarizer;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Summarizes documents, several at a time, with a model that all subtasks of this JVM share.
 *
 * <p>Every document gives one result: one that the model refuses, or that takes longer than {@code
 * abstractive.timeout}, gives a failed one, so that one bad document cannot stop the job. A
 * document that was under way when the job failed is summarized anew, in the same words.
 */
public final class AbstractiveFunction
        extends RichAsyncFunction<Document, Outcome<AbstractiveSummary>> {

    private final AbstractiveConfig config;
    private final SummaryLength length;
    private final InFlightLimit limit;
    private transient Seq2SeqClient client;
    private transient AbstractiveSummarizer summarizer;
    private transient DocumentThreads<Document> threads;

    /**
     * @param config which model
     * @param length how many sentences of a document are named that its summary stands on
     * @param limit told of each document that is under way
     */
    public AbstractiveFunction(
            AbstractiveConfig config, SummaryLength length, InFlightLimit limit) {
        this.config = config;
        this.length = length;
        this.limit = limit;
    }

    /** Loads the model at once: a broken one is a broken configuration. */
    @Override
    public void open(OpenContext context) {
        AbstractiveModel model = config.model();
        client = EmbeddedModels.openSeq2Seq(config.options(model));
        summarizer = model.summarizer(client, config.settings());
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        threads =
                new DocumentThreads<>(
                        "summarize", config.documents(), config.timeout(), limit.limiter(subtask));
    }

    @Override
    public void close() throws InterruptedException {
        if (threads != null) {
            threads.close();
        }
        if (client != null) {
            client.close();
        }
    }

    @Override
    public void asyncInvoke(Document document, ResultFuture<Outcome<AbstractiveSummary>> result) {
        threads.start(
                document,
                document.text().length(),
                () -> Completion.of(result, () -> abstracted(document)),
                () -> result.complete(List.of(late(document))));
    }

    private static Outcome<AbstractiveSummary> late(Document document) {
        var failure =
                new Failure(
                        Stage.SUMMARIZE,
                        DeadLetterCategory.TIMEOUT,
                        "not summarized in time; raise abstractive.timeout, or lower"
                                + " abstractive.documents or the load");
        return failed(document, failure);
    }

    private Outcome<AbstractiveSummary> abstracted(Document document) {
        return Attempt.call(
                Stage.SUMMARIZE,
                () ->
                        Outcome.done(
                                document,
                                Tasks.SUMMARIZE,
                                null,
                                summarizer.summarize(document, length)),
                failure -> failed(document, failure));
    }

    private static Outcome<AbstractiveSummary> failed(Document document, Failure failure) {
        return Outcome.failed(document, Tasks.SUMMARIZE, null, failure);
    }
}
