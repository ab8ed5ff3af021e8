package dev.limelight.pipeline.serve;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.Seq2SeqClient;
import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.modelserver.server.work.Work;
import dev.limelight.pipeline.translate.TranslationBundle;
import java.util.ArrayList;
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

    private final DocumentSummaries summaries;
    private final Map<String, Seq2SeqClient> clients;
    private final @Nullable DocumentTranslations translations;

    private ServedModels(
            DocumentSummaries summaries,
            Map<String, Seq2SeqClient> clients,
            List<TranslationModel> translating) {
        this.summaries = summaries;
        this.clients = clients;
        this.translations = translating.isEmpty() ? null : new DocumentTranslations(translating);
    }

    /**
     * Loads models; blocks.
     *
     * @param bundles served under the names of their folders; those that say what they read and
     *     write translate
     * @throws IllegalArgumentException if two folders have one name
     * @throws dev.limelight.modelserver.api.ModelException if one cannot be loaded
     */
    public static ServedModels open(List<TranslationBundle> bundles) {
        checkNames(bundles);
        Map<String, Seq2SeqClient> clients = new LinkedHashMap<>();
        List<TranslationModel> translating = new ArrayList<>();
        try {
            for (TranslationBundle bundle : bundles) {
                Seq2SeqClient client = EmbeddedModels.openSeq2Seq(bundle.options());
                clients.put(name(bundle), client);
                if (!bundle.sources().isEmpty() && !bundle.targets().isEmpty()) {
                    translating.add(new TranslationModel(bundle, client));
                }
            }
            return new ServedModels(new DocumentSummaries(), clients, translating);
        } catch (RuntimeException e) {
            clients.values().forEach(Seq2SeqClient::close);
            throw e;
        }
    }

    /** What a server can do with them. */
    public Work work() {
        Map<String, Supplier<EngineStatistics>> engines =
                Map.of(DocumentSummaries.MODEL, summaries::statistics);
        return new Work(clients, summaries, translations, new DetectedLanguages(), engines);
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
