package dev.limelight.modelserver.server.service;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.language.LanguageDetector;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveModel;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSettings;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummarizer;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import dev.limelight.pipeline.translate.route.TranslationModels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The models of a server: the encoder that summaries stand on, and encoder-decoder models from
 * folders. Thread-safe. Whoever opened it closes it, after the server.
 */
public final class ServedModels implements AutoCloseable {

    private final RequestDocuments documents;
    private final DocumentSummaries summaries;
    private final Map<String, Seq2SeqClient> clients;
    private final @Nullable DocumentTranslations translations;

    private ServedModels(
            RequestDocuments documents,
            DocumentSummaries summaries,
            Map<String, Seq2SeqClient> clients,
            Map<TranslationBundle, Seq2SeqClient> translating,
            List<String> pivots) {
        this.documents = documents;
        this.summaries = summaries;
        this.clients = clients;
        this.translations =
                translating.isEmpty()
                        ? null
                        : new DocumentTranslations(translating, pivots, documents);
    }

    /**
     * Likewise, with the usual encoder and guard, and English to go through where no model is for
     * two languages.
     */
    public static ServedModels open(List<TranslationBundle> bundles) {
        return open(
                bundles,
                TranslationModels.pivots(TranslationModels.DEFAULT_PIVOTS),
                EncoderOptions.defaults().model(),
                GuardPolicy.OF_TEXT);
    }

    /**
     * Loads models; blocks.
     *
     * @param bundles served under the names of their folders; those that say what they read and
     *     write translate, the others summarize
     * @param pivots ISO 639-1 codes of languages to go through where no model is for a pair
     * @param encoder as {@link EncoderOptions#model} names it; it reads for extractive summaries
     * @param policy of the guard; one that asks no model
     * @throws IllegalArgumentException if two folders have one name
     * @throws dev.limelight.modelserver.api.ModelException if one cannot be loaded
     */
    public static ServedModels open(
            List<TranslationBundle> bundles,
            List<String> pivots,
            String encoder,
            GuardPolicy policy) {
        checkNames(bundles);
        Map<String, Seq2SeqClient> clients = new LinkedHashMap<>();
        Map<TranslationBundle, Seq2SeqClient> translating = new LinkedHashMap<>();
        Map<String, Supplier<AbstractiveSummarizer>> summarizing = new LinkedHashMap<>();
        try {
            for (TranslationBundle bundle : bundles) {
                Seq2SeqClient client = EmbeddedModels.openSeq2Seq(bundle.options());
                clients.put(name(bundle), client);
                if (bundle.sources().isEmpty() || bundle.targets().isEmpty()) {
                    AbstractiveModel model = AbstractiveModel.in(bundle.folder(), "{}");
                    summarizing.put(
                            name(bundle),
                            () -> model.summarizer(client, AbstractiveSettings.DEFAULT));
                } else {
                    translating.put(bundle, client);
                }
            }
            var documents = new RequestDocuments(policy);
            return new ServedModels(
                    documents,
                    new DocumentSummaries(summarizing, encoder, documents),
                    clients,
                    translating,
                    pivots);
        } catch (RuntimeException e) {
            clients.values().forEach(Seq2SeqClient::close);
            throw e;
        }
    }

    /** What a server can do with them. */
    public Services services() {
        Map<String, Supplier<EngineStatistics>> engines =
                Map.of(summaries.encoder(), summaries::statistics);
        return new Services(
                clients,
                summaries,
                translations,
                documents,
                new LanguageDetector()::guesses,
                engines);
    }

    @Override
    public void close() {
        if (translations != null) {
            translations.close();
        }
        summaries.close();
        clients.values().forEach(Seq2SeqClient::close);
    }

    private static void checkNames(List<TranslationBundle> bundles) {
        List<String> names = bundles.stream().map(ServedModels::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException(
                    "models %s, expected folders of different names".formatted(names));
        }
    }

    private static String name(TranslationBundle bundle) {
        return BundleLocator.name(bundle.folder());
    }
}
