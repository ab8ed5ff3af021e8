package dev.limelight.modelserver;

import dev.limelight.modelserver.api.folder.BundleCard;
import dev.limelight.modelserver.api.folder.BundleFinding;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.modelserver.api.folder.SummarizationTask;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.architecture.seq2seq.GenerationSettings;
import dev.limelight.modelserver.model.ModelKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder of an encoder-decoder model: reads its facts, checks it, and opens it. Whole or not;
 * each method reads what it needs. Thread-safe.
 */
public final class ModelFolder {

    private final Path path;

    private ModelFolder(Path path) {
        this.path = path;
    }

    /** A folder; reads nothing yet. */
    public static ModelFolder open(Path path) {
        return new ModelFolder(path);
    }

    /** Whether a folder looks like an encoder-decoder model. */
    public static boolean isModel(Path path) {
        return ModelKinds.isAnyIn(path);
    }

    /** The suffix of graphs' names as people may write it, {@code q8} for {@code _q8}. */
    public static String suffix(String word) {
        boolean isPlain =
                word.isEmpty()
                        || word.startsWith("_")
                        || word.equals(Seq2SeqOptions.DEFAULT_SUFFIX);
        return isPlain ? word : "_" + word;
    }

    /** The generation settings that can be changed, by their names in Hugging Face's files. */
    public static List<String> settings() {
        return GenerationSettings.KEYS;
    }

    /**
     * What its small files say; the tokenizer is loaded only if nothing else names the languages, a
     * second for the largest.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when there is
     *     neither a {@code config.json} nor a model of Bergamot, or what is there has a wrong value
     */
    public ModelFacts facts() {
        return ModelKinds.of(path).facts(path);
    }

    /**
     * The facts and what is shown with them; reads the weights to the end.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} as {@link #facts}
     */
    public BundleCard card() {
        return ModelKinds.of(path).card(path);
    }

    /**
     * What is wrong with changed generation settings.
     *
     * @param changes a JSON object by the names of {@link #settings}
     * @return empty when they can be used
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when a configuration
     *     of the folder cannot be read at all
     */
    public List<String> settingProblems(String changes) {
        return ModelKinds.of(path).settingProblems(path, changes);
    }

    /**
     * What keeps the model from being run, as {@link #verify} tells it; loads no graph.
     *
     * @param suffix of the graphs' names; {@link Seq2SeqOptions#DEFAULT_SUFFIX} for the usual one
     * @param changes a JSON object of settings that count before the folder's
     * @return empty when it can be tried
     */
    public List<String> problems(String suffix, String changes) {
        return ModelKinds.of(path).findings(path, suffix, changes).stream()
                .filter(BundleFinding::isError)
                .map(BundleFinding::message)
                .toList();
    }

    /**
     * Checks all that can be seen, and if that is right, that the model loads and writes.
     *
     * @param suffix as of {@link #problems}
     * @return what was found, all problems and not only the first
     */
    public List<BundleFinding> verify(String suffix) {
        ModelKind kind = ModelKinds.of(path);
        List<BundleFinding> findings = new ArrayList<>(kind.findings(path, suffix, "{}"));
        if (findings.stream().noneMatch(BundleFinding::isError)) {
            findings.add(LoadCheck.run(facts(), suffix, kind.hasAttention(findings)));
        }
        return findings;
    }

    /**
     * What keeps the model in a folder from being run, as {@link #verify} finds it with the usual
     * graphs.
     *
     * @return empty when it loads and writes
     */
    public static List<String> failures(Path path) {
        return open(path).verify(Seq2SeqOptions.DEFAULT_SUFFIX).stream()
                .filter(BundleFinding::isError)
                .map(BundleFinding::message)
                .toList();
    }

    /**
     * How the model is made to summarize; reads its configuration and loads nothing.
     *
     * @param changes a JSON object by the names of {@link #settings}; {@code {}} for none
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when a configuration
     *     of the folder cannot be read, {@code INVALID} for settings that cannot be used
     */
    public SummarizationTask summarization(String changes) {
        return ModelKinds.of(path).summarization(path, changes);
    }

    /**
     * Loads the model with the attention for word alignments, where its graphs show it; blocks.
     * Whoever calls this closes the client.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} if it cannot be run
     */
    public Seq2SeqClient load() {
        return EmbeddedModels.openSeq2Seq(
                Seq2SeqOptions.of(path.toString())
                        .withCrossTaps(List.of(facts().alignmentTap()))
                        .withOptionalAttention());
    }
}
