package dev.limelight.pipeline.job;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.modelserver.api.Seq2SeqClient;
import dev.limelight.pipeline.admission.Admission;
import dev.limelight.pipeline.admission.DocumentThreads;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.inference.Failure;
import dev.limelight.pipeline.inference.Failures;
import dev.limelight.pipeline.models.ModelRevision;
import dev.limelight.pipeline.translate.DocumentTranslator;
import dev.limelight.pipeline.translate.PivotTranslator;
import dev.limelight.pipeline.translate.SameLanguage;
import dev.limelight.pipeline.translate.Translated;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.TranslationConfig;
import dev.limelight.pipeline.translate.TranslationEngines;
import dev.limelight.pipeline.translate.TranslationTask;
import java.util.ArrayList;
import java.util.List;
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

    private final TranslationConfig config;
    private final Admission admission;
    private transient TranslationEngines models;
    private transient DocumentThreads<TranslationTask> threads;

    /**
     * @param config how documents are translated
     * @param admission told of each that is under way
     */
    public TranslateFunction(TranslationConfig config, Admission admission) {
        this.config = config;
        this.admission = admission;
    }

    /** Loads nothing: what is in use is held open where tasks are made. */
    @Override
    public void open(OpenContext context) {
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        models = new TranslationEngines(config);
        threads = new DocumentThreads<>("translate", config.documents(), admission.gate(subtask));
    }

    @Override
    public void close() throws InterruptedException {
        if (threads != null) {
            threads.close();
        }
    }

    @Override
    public void asyncInvoke(TranslationTask task, ResultFuture<Translated> result) {
        threads.start(task, () -> result.complete(List.of(translated(task))));
    }

    @Override
    public void timeout(TranslationTask task, ResultFuture<Translated> result) {
        String error =
                "not translated in time; raise translate.timeout, or lower translate.documents or"
                        + " the load";
        result.complete(List.of(Translated.failed(task, DeadLetterCategory.TIMEOUT, error)));
        threads.cancel(task);
    }

    private Translated translated(TranslationTask task) {
        List<Seq2SeqClient> open = new ArrayList<>();
        try {
            List<Routes.Leg> legs = config.routes().legs(language(task), task.target());
            if (legs.isEmpty()) {
                return Translated.of(task, SameLanguage.translate(task.document(), task.target()));
            }
            List<DocumentTranslator> translators =
                    legs.stream().map(leg -> translator(task, leg, open)).toList();
            return Translated.of(task, translation(task, legs, translators));
        } catch (RuntimeException e) {
            Failure failure = Failures.of(e);
            return Translated.failed(task, failure.category(), failure.error());
        } finally {
            open.forEach(Seq2SeqClient::close);
        }
    }

    private static String language(TranslationTask task) {
        return task.document().language();
    }

    private static Translation translation(
            TranslationTask task, List<Routes.Leg> legs, List<DocumentTranslator> translators) {
        DocumentTranslator first = translators.get(0);
        if (legs.size() == 1) {
            return first.translate(task.document(), task.target());
        }
        return new PivotTranslator(first, legs.get(0).target(), translators.get(1))
                .translate(task.document(), task.target());
    }

    /**
     * With the model that the task names for a leg, else with the configured one.
     *
     * @param open gets the model, to be closed when the document is done
     */
    private DocumentTranslator translator(
            TranslationTask task, Routes.Leg leg, List<Seq2SeqClient> open) {
        ModelRevision revision = task.model(leg.pair());
        Seq2SeqClient swapped = revision == null ? null : swapped(revision);
        if (revision != null && swapped != null) {
            open.add(swapped);
            return new DocumentTranslator(swapped, config.settings(), revision.model());
        }
        Seq2SeqClient configured = models.load(leg.pair(), null);
        open.add(configured);
        return new DocumentTranslator(configured, config.settings());
    }

    /** Null where it cannot be loaded any more: it has gone since the task was made. */
    private @Nullable Seq2SeqClient swapped(ModelRevision model) {
        try {
            return models.load(model.alias(), model.source());
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be loaded any more, the configured model is used", model, e);
            return null;
        }
    }
}
