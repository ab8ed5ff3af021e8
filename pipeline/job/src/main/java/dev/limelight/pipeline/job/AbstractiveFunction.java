package dev.limelight.pipeline.job;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.Seq2SeqClient;
import dev.limelight.modelserver.api.SummarizationTask;
import dev.limelight.pipeline.admission.Admission;
import dev.limelight.pipeline.admission.DocumentThreads;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.inference.Failure;
import dev.limelight.pipeline.inference.Failures;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.Abstracted;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveConfig;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummarizer;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Summarizes documents, several at a time, with a model that all subtasks of this JVM share.
 *
 * <p>Every document gives one result: one that the model refuses, or that takes longer than the
 * asynchronous timeout, gives a failed one, so that one bad document cannot stop the job. A
 * document that was under way when the job failed is summarized anew, in the same words.
 */
public final class AbstractiveFunction extends RichAsyncFunction<Document, Abstracted> {

    private final AbstractiveConfig config;
    private final SummaryLength length;
    private final Admission admission;
    private transient Seq2SeqClient client;
    private transient AbstractiveSummarizer summarizer;
    private transient DocumentThreads<Document> threads;

    /**
     * @param config which model
     * @param length how many sentences of a document are named that its summary stands on
     * @param admission told of each document that is under way
     */
    public AbstractiveFunction(
            AbstractiveConfig config, SummaryLength length, Admission admission) {
        this.config = config;
        this.length = length;
        this.admission = admission;
    }

    /** Loads the model at once: a broken one is a broken configuration. */
    @Override
    public void open(OpenContext context) {
        SummarizationTask task = config.task();
        client = EmbeddedModels.openSeq2Seq(config.options(task));
        summarizer = new AbstractiveSummarizer(client, task, config.settings());
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        threads = new DocumentThreads<>("summarize", config.documents(), admission.gate(subtask));
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
    public void asyncInvoke(Document document, ResultFuture<Abstracted> result) {
        threads.start(document, () -> result.complete(List.of(abstracted(document))));
    }

    @Override
    public void timeout(Document document, ResultFuture<Abstracted> result) {
        var failure =
                new Failure(
                        DeadLetterCategory.TIMEOUT,
                        "not summarized in time; raise summarize.timeout, or lower"
                                + " summarize.documents or the load");
        result.complete(List.of(Abstracted.failed(document, failure)));
        threads.cancel(document);
    }

    private Abstracted abstracted(Document document) {
        try {
            return Abstracted.of(summarizer.summarize(document, length));
        } catch (RuntimeException e) {
            return Abstracted.failed(document, Failures.of(e));
        }
    }
}
