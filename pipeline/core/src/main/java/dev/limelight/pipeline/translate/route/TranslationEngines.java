package dev.limelight.pipeline.translate.route;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.models.BundleFolders;
import dev.limelight.pipeline.models.ModelRevision;
import dev.limelight.pipeline.models.ModelSource;
import dev.limelight.pipeline.models.SwappableModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that translate, by pair of languages; those with the same files are loaded once in
 * this JVM. Thread-safe.
 */
public final class TranslationEngines implements SwappableModels {

    private static final Logger LOG = LoggerFactory.getLogger(TranslationEngines.class);
    private static final String SENTENCE = "The light is on.";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final TranslationConfig config;

    /** Files are looked at once: later changes of them must not load them a second time. */
    private final Map<ModelSource, Seq2SeqOptions> options = new ConcurrentHashMap<>();

    /** The models of a configuration; none is loaded yet. */
    public TranslationEngines(TranslationConfig config) {
        this.config = config;
    }

    @Override
    public Set<String> aliases() {
        return config.routes().models().keySet();
    }

    @Override
    public Seq2SeqClient load(String alias, @Nullable ModelSource source) {
        ModelSource files = source == null ? configured(alias) : source;
        return EmbeddedModels.openSeq2Seq(options.computeIfAbsent(files, this::options));
    }

    /**
     * The model of a hop for one document: the one that was in use when the document came. Where
     * that cannot be loaded any more, because it has gone since, the configured one.
     */
    public HopModel open(Routes.Hop hop, TranslationTask task) {
        ModelRevision revision = task.model(hop.pair());
        Seq2SeqClient swapped = revision == null ? null : swapped(revision);
        return revision == null || swapped == null
                ? HopModel.owned(load(hop.pair(), null))
                : new HopModel(swapped, revision.model(), true);
    }

    private @Nullable Seq2SeqClient swapped(ModelRevision model) {
        try {
            return load(model.alias(), model.source());
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be loaded any more, the configured model is used", model, e);
            return null;
        }
    }

    /**
     * The pair of languages, where the model says which ones it has, and a sentence with the job's
     * settings.
     */
    @Override
    public void check(String alias, ModelSource source, Seq2SeqClient model) {
        String[] pair = alias.split("-", 2);
        var bundle = TranslationBundle.read(Path.of(source.folder()));
        checkLanguage("reads", pair[0], bundle.sources(), bundle::reads);
        checkLanguage("writes", pair[1], bundle.targets(), bundle::writes);
        var request =
                GenerateRequest.of(SENTENCE)
                        .withLanguages(pair[0], pair[1])
                        .withSettings(config.settings().generation())
                        .withTimeout(LONGEST);
        GenerateResult result = model.generate(request).join();
        if (!Double.isFinite(result.best().meanLogProbability())) {
            throw new IllegalArgumentException(
                    "the model writes with log-probability %s, expected a finite number"
                            .formatted(result.best().meanLogProbability()));
        }
    }

    private ModelSource configured(String alias) {
        return ModelSource.of(Objects.requireNonNull(config.routes().models().get(alias), alias));
    }

    private static void checkLanguage(
            String does, String wanted, List<String> said, Predicate<String> has) {
        boolean isClear = !said.isEmpty() && said.stream().allMatch(TranslationEngines::isSingle);
        if (isClear && !has.test(wanted)) {
            throw new IllegalArgumentException(
                    "the model %s %s, expected %s".formatted(does, said, wanted));
        }
    }

    /** Models of many languages say {@code mul}, or the name of a family. */
    private static boolean isSingle(String tag) {
        return LanguageTags.canonical(tag.replace('_', '-'))
                .filter(known -> !known.equals(LanguageTags.UNDETERMINED))
                .isPresent();
    }

    private Seq2SeqOptions options(ModelSource source) {
        Path folder = BundleFolders.ofProcess().find(source);
        List<String> problems =
                ModelFolder.open(folder).settingProblems(config.settings().generation());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return TranslationBundle.read(folder)
                .options()
                .withBatching(
                        BatchOptions.of(config.batchTokens()).withIntraOpThreads(config.threads()))
                .withContent(source.content());
    }
}
