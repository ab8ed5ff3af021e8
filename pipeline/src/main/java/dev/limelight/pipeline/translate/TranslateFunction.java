package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.Seq2SeqClient;
import dev.limelight.modelserver.api.Seq2SeqOptions;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.inference.Failure;
import dev.limelight.pipeline.inference.Failures;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Translates documents, several at a time, with models that all subtasks of this JVM share.
 *
 * <p>Every task gives one result: a document that the model refuses, or that takes longer than the
 * asynchronous timeout, gives a failed one, so that one bad document cannot stop the job. A
 * document that was under way when the job failed is translated anew, and comes out the same.
 */
public final class TranslateFunction extends RichAsyncFunction<TranslationTask, Translated> {

    private final TranslationConfig config;
    private transient Map<String, Seq2SeqClient> clients;
    private transient Map<TranslationTask, Future<?>> running;
    private transient ExecutorService threads;

    /** A function that translates as it is configured. */
    public TranslateFunction(TranslationConfig config) {
        this.config = config;
    }

    /** Loads all models at once: a broken one is a broken configuration. */
    @Override
    public void open(OpenContext context) {
        clients = new HashMap<>();
        running = Collections.synchronizedMap(new IdentityHashMap<>());
        threads = Executors.newFixedThreadPool(config.documents(), TranslateFunction::thread);
        for (String folder : config.routes().models().values()) {
            clients.computeIfAbsent(folder, this::load);
        }
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
        if (clients != null) {
            clients.values().forEach(Seq2SeqClient::close);
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
            return Translated.of(task, translation(task.document(), task.target()));
        } catch (RuntimeException e) {
            Failure failure = Failures.of(e);
            return Translated.failed(task, failure.category(), failure.error());
        }
    }

    private Translation translation(Document document, String target) {
        List<Routes.Leg> legs = config.routes().legs(document.language(), target);
        DocumentTranslator first = translator(legs.get(0));
        if (legs.size() == 1) {
            return first.translate(document, target);
        }
        return new PivotTranslator(first, legs.get(0).target(), translator(legs.get(1)))
                .translate(document, target);
    }

    private DocumentTranslator translator(Routes.Leg leg) {
        Seq2SeqClient client = Objects.requireNonNull(clients.get(leg.folder()), leg.folder());
        return new DocumentTranslator(client, config.settings());
    }

    private Seq2SeqClient load(String folder) {
        Seq2SeqOptions options = TranslationBundle.read(Path.of(folder)).options();
        return EmbeddedModels.openSeq2Seq(
                options.withIntraOpThreads(config.threads()).withTokenBudget(config.batchTokens()));
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "translate");
        thread.setDaemon(true);
        return thread;
    }
}
