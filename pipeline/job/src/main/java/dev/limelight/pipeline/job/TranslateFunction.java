package dev.limelight.pipeline.job;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Stage;
import dev.limelight.pipeline.inflight.DocumentThreads;
import dev.limelight.pipeline.inflight.InFlightLimit;
import dev.limelight.pipeline.job.result.Outcome;
import dev.limelight.pipeline.result.Attempt;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.Translator;
import dev.limelight.pipeline.translate.route.TranslationConfig;
import dev.limelight.pipeline.translate.route.TranslationEngines;
import dev.limelight.pipeline.translate.route.TranslationTask;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Translates documents, several at a time, with models that all subtasks of this JVM share: each
 * with the model that its task names, which is held open until the document is done.
 *
 * <p>Every task gives one result: a document that the model refuses, or that takes longer than
 * {@code translate.timeout}, gives a failed one, so that one bad document cannot stop the job. A
 * document that was under way when the job failed is translated anew, and comes out the same.
 */
public final class TranslateFunction
        extends RichAsyncFunction<TranslationTask, Outcome<Translation>> {

    private final TranslationConfig config;
    private final InFlightLimit limit;
    private transient TranslationEngines models;
    private transient Translator translator;
    private transient DocumentThreads<TranslationTask> threads;

    /**
     * @param config how documents are translated
     * @param limit told of each that is under way
     */
    public TranslateFunction(TranslationConfig config, InFlightLimit limit) {
        this.config = config;
        this.limit = limit;
    }

    /** Loads nothing: what is in use is held open where tasks are made. */
    @Override
    public void open(OpenContext context) {
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        models = new TranslationEngines(config);
        translator = new Translator(config.routes(), config.settings());
        threads =
                new DocumentThreads<>(
                        "translate", config.documents(), config.timeout(), limit.limiter(subtask));
    }

    @Override
    public void close() throws InterruptedException {
        if (threads != null) {
            threads.close();
        }
    }

    @Override
    public void asyncInvoke(TranslationTask task, ResultFuture<Outcome<Translation>> result) {
        threads.start(
                task,
                task.document().text().length(),
                () -> Completion.of(result, () -> translated(task)),
                () -> result.complete(List.of(late(task))));
    }

    private static Outcome<Translation> late(TranslationTask task) {
        String error =
                "not translated in time; raise translate.timeout, or lower translate.documents or"
                        + " the load";
        var failure = new Failure(Stage.TRANSLATE, DeadLetterCategory.TIMEOUT, error);
        return Outcome.failed(task, failure);
    }

    private Outcome<Translation> translated(TranslationTask task) {
        return Attempt.call(
                Stage.TRANSLATE,
                () ->
                        Outcome.of(
                                task,
                                translator.translate(
                                        task.document(),
                                        task.target(),
                                        hop -> models.open(hop, task),
                                        sentences -> {})),
                failure -> Outcome.failed(task, failure));
    }
}
