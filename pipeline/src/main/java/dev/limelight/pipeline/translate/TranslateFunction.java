package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.modelserver.api.Seq2SeqClient;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.inference.Failure;
import dev.limelight.pipeline.inference.Failures;
import dev.limelight.pipeline.models.ModelRevision;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates documents, several at a time, with models that all subtasks of this JVM share: each
 * with the model that its task names, which is held open until the document is done.
 *
 * <p>Every task gives one result: a document that the model refuses, or that takes longer than the
 * asynchronous timeout, gives a failed one, so that one bad document cannot stop the job. A
 * document that was under way when the job failed is translated anew, and comes out the same.
 */
public final class TranslateFunction extends RichAsyncFunction<TranslationTask, Translated> {

    private static final Logger LOG = LoggerFactory.getLogger(TranslateFunction.class);
    private static final long END_SECONDS = 60;

    private final TranslationConfig config;
    private transient TranslationEngines models;
    private transient Map<TranslationTask, Future<?>> running;
    private transient ExecutorService threads;

    /** A function that translates as it is configured. */
    public TranslateFunction(TranslationConfig config) {
        this.config = config;
    }

    /** Loads nothing: what is in use is held open where tasks are made. */
    @Override
    public void open(OpenContext context) {
        models = new TranslationEngines(config);
        running = Collections.synchronizedMap(new IdentityHashMap<>());
        threads = Executors.newFixedThreadPool(config.documents(), TranslateFunction::thread);
    }

    /** Interrupts the documents under way, and waits until they have let go of their models. */
    @Override
    public void close() throws InterruptedException {
        if (threads != null) {
            threads.shutdownNow();
            if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("documents are still being translated after {} s", END_SECONDS);
            }
        }
    }

    @Override
    public void asyncInvoke(TranslationTask task, ResultFuture<Translated> result) {
        var work = new FutureTask<Void>(() -> work(task, result), null);
        running.put(task, work);
        threads.execute(work);
    }

    @Override
    public void timeout(TranslationTask task, ResultFuture<Translated> result) {
        String error =
                "not translated in time; raise translate.timeout, or lower translate.documents or"
                        + " the load";
        result.complete(List.of(Translated.failed(task, DeadLetterCategory.TIMEOUT, error)));
        Future<?> late = running.remove(task);
        if (late != null) {
            late.cancel(true);
        }
    }

    private void work(TranslationTask task, ResultFuture<Translated> result) {
        Translated translated = translated(task);
        running.remove(task);
        result.complete(List.of(translated));
    }

    private Translated translated(TranslationTask task) {
        try {
            ModelRevision model = task.model();
            return model == null ? byConfigured(task) : bySwapped(task, model);
        } catch (RuntimeException e) {
            Failure failure = Failures.of(e);
            return Translated.failed(task, failure.category(), failure.error());
        }
    }

    private Translated byConfigured(TranslationTask task) {
        try (Seq2SeqClient client = models.load(alias(task), null)) {
            return by(new DocumentTranslator(client, config.settings()), task);
        }
    }

    private Translated bySwapped(TranslationTask task, ModelRevision model) {
        Seq2SeqClient client = swapped(task, model);
        if (client == null) {
            return byConfigured(task);
        }
        try (client) {
            return by(new DocumentTranslator(client, config.settings(), model.model()), task);
        }
    }

    /** Null where it cannot be loaded any more: it has gone since the task was made. */
    private @Nullable Seq2SeqClient swapped(TranslationTask task, ModelRevision model) {
        try {
            return models.load(alias(task), model.source());
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be loaded any more, the configured model is used", model, e);
            return null;
        }
    }

    private static Translated by(DocumentTranslator translator, TranslationTask task) {
        return Translated.of(task, translator.translate(task.document(), task.target()));
    }

    private static String alias(TranslationTask task) {
        return Routes.pair(task.document().language(), task.target());
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "translate");
        thread.setDaemon(true);
        return thread;
    }
}
