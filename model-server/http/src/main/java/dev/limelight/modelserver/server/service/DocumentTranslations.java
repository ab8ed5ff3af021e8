package dev.limelight.modelserver.server.service;

import com.ibm.icu.util.ULocale;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.server.request.TranslateRequest;
import dev.limelight.modelserver.server.request.Translated;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.sink.AlternativeRecords;
import dev.limelight.pipeline.sink.TranslationRecords;
import dev.limelight.pipeline.source.SourceText;
import dev.limelight.pipeline.text.markup.WordPair;
import dev.limelight.pipeline.translate.Segment;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.Translations;
import dev.limelight.pipeline.translate.Translator;
import dev.limelight.pipeline.translate.fragment.Link;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import dev.limelight.pipeline.translate.route.HopModel;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import dev.limelight.pipeline.translate.route.TranslationModels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Translations as the job and {@code limelight translate} make them. Thread-safe. The texts of a
 * request go through the model together. The models stay their owner's; closing ends threads only.
 */
final class DocumentTranslations implements TextTranslator, AutoCloseable {

    /** Threads only wait for the model, whose batches they are to fill. */
    private static final int THREADS = 32;

    private final TranslationModels models;
    private final Map<String, Seq2SeqClient> clients = new HashMap<>();
    private final List<SourceLanguage> languages;
    private final RequestDocuments documents;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, DocumentTranslations::thread);

    /**
     * On models, of which the first that fits is used.
     *
     * @param models at least one, in order, with their clients
     * @param pivots ISO 639-1 codes of languages to go through where no model is for a pair
     * @param documents makes documents of texts
     */
    DocumentTranslations(
            Map<TranslationBundle, Seq2SeqClient> models,
            List<String> pivots,
            RequestDocuments documents) {
        this.documents = documents;
        this.models = new TranslationModels(List.copyOf(models.keySet()), pivots);
        models.forEach((bundle, client) -> clients.put(bundle.folder().toString(), client));
        this.languages =
                this.models.languages().entrySet().stream()
                        .map(each -> language(each.getKey(), each.getValue()))
                        .toList();
    }

    @Override
    public List<SourceLanguage> languages() {
        return languages;
    }

    @Override
    public List<Translated> translate(List<TranslateRequest> requests, Cancellation cancellation) {
        cancellation.check();
        String group = UUID.randomUUID().toString();
        if (requests.size() == 1) {
            return List.of(translate(requests.get(0), group));
        }
        List<Future<Translated>> answers = new ArrayList<>();
        try {
            requests.forEach(each -> answers.add(threads.submit(() -> translate(each, group))));
            List<Translated> done = new ArrayList<>();
            for (Future<Translated> answer : answers) {
                done.add(join(answer));
            }
            return done;
        } finally {
            answers.forEach(answer -> answer.cancel(true));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Translated translate(TranslateRequest request, String group) {
        String target =
                LanguageTags.canonical(request.target())
                        .orElseThrow(
                                () ->
                                        new ModelException(
                                                Category.INVALID,
                                                "target %s, expected %s"
                                                        .formatted(
                                                                request.target(),
                                                                LanguageTags.EXPECTED)));
        RequestText text =
                documents.text(
                        request.id(), request.text(), request.source(), Map.of(), request.policy());
        Document document = text.document();
        boolean said = request.source() != null;
        Document read =
                models.readable(document, said, target)
                        .orElseThrow(() -> none(document.language(), said, target));
        var settings = TranslateSettings.DEFAULT.withTimeout(request.timeout()).withGroup(group);
        Translations translations =
                new Translator(models.routes(), settings)
                        .translations(
                                read, target, request.alternatives(), this::model, sentences -> {});
        return translated(translations, text.guard());
    }

    private static SourceLanguage language(String code, List<String> targets) {
        String name = ULocale.forLanguageTag(code).getDisplayName(ULocale.ENGLISH);
        return new SourceLanguage(code, name, targets);
    }

    /** Its client stays open for other requests. */
    private HopModel model(Routes.Hop hop) {
        return HopModel.shared(Objects.requireNonNull(clients.get(hop.folder()), hop.folder()));
    }

    private ModelException none(String source, boolean said, String target) {
        List<String> pairs =
                languages.stream()
                        .map(each -> each.code() + " to " + String.join(", ", each.targets()))
                        .toList();
        return new ModelException(
                Category.INVALID,
                "no model translates %s to %s%s, expected %s"
                        .formatted(
                                source,
                                target,
                                said ? "" : " (detected; say \"source\")",
                                String.join("; ", pairs)));
    }

    private static Translated translated(
            Translations translations, @Nullable GuardAlertRecord guard) {
        Translated best = translated(translations.best(), guard);
        return new Translated(
                best.record(),
                best.words(),
                guard,
                translations.others().stream()
                        .map(other -> translated(other.translation(), guard))
                        .toList(),
                AlternativeRecords.of(translations).alternatives());
    }

    private static Translated translated(
            Translation translation, @Nullable GuardAlertRecord guard) {
        var record = TranslationRecords.translation(translation, System.currentTimeMillis());
        return new Translated(record, words(translation), guard);
    }

    /** Between its sentences a translation has what its text has there. */
    private static List<WordPair> words(Translation translation) {
        SourceText source = translation.document().source();
        List<WordPair> words = new ArrayList<>();
        int reached = 0;
        int at = 0;
        for (Segment segment : translation.segments()) {
            at += segment.start() - reached;
            for (Link link : segment.links()) {
                words.add(
                        new WordPair(
                                source.start(link.sourceStart()),
                                source.end(link.sourceEnd()),
                                at + link.targetStart(),
                                at + link.targetEnd(),
                                link.weight()));
            }
            at += segment.text().length();
            reached = segment.end();
        }
        return words;
    }

    private static Translated join(Future<Translated> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var cancelled = new CancellationException("interrupted while the model worked");
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "translate");
        thread.setDaemon(true);
        return thread;
    }
}
