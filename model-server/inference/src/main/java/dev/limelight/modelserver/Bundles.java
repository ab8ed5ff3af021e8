package dev.limelight.modelserver;

import com.google.gson.JsonParser;
import dev.limelight.modelserver.api.BundleCard;
import dev.limelight.modelserver.api.BundleFinding;
import dev.limelight.modelserver.api.BundleLanguages;
import dev.limelight.modelserver.api.Seq2SeqOptions;
import dev.limelight.modelserver.api.SummarizationTask;
import dev.limelight.modelserver.architecture.inspect.BundleCards;
import dev.limelight.modelserver.architecture.inspect.check.BundleChecks;
import dev.limelight.modelserver.architecture.seq2seq.Seq2SeqLanguages;
import dev.limelight.modelserver.architecture.seq2seq.SettingsCheck;
import dev.limelight.modelserver.architecture.seq2seq.SummarizationTasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at folders with encoder-decoder models. */
public final class Bundles {

    private Bundles() {}

    /**
     * What is in a folder; reads the graphs to the end and loads nothing.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when there is no
     *     {@code config.json}
     */
    public static BundleCard card(Path folder) {
        return BundleCards.of(folder);
    }

    /** Whether a folder looks like an encoder-decoder model with graphs. */
    public static boolean isBundle(Path folder) {
        return BundleCards.isBundle(folder);
    }

    /**
     * The languages of a folder's model, those among them that only its tokenizer knows; loads that
     * and no graph, a second for the largest.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when it cannot be
     *     read
     */
    public static BundleLanguages languages(Path folder) {
        return Seq2SeqLanguages.of(folder);
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
        return SettingsCheck.KEYS;
    }

    /**
     * What is wrong with changed generation settings; empty when they can be used.
     *
     * @param changes a JSON object by the names of {@link #settings}
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when a configuration
     *     of the folder cannot be read at all
     */
    public static List<String> problems(Path folder, String changes) {
        return SettingsCheck.problems(folder, changes);
    }

    /**
     * How a bundle is made to summarize; reads its configuration and loads nothing.
     *
     * @param changes a JSON object by the names of {@link #settings}; {@code {}} for none
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when a configuration
     *     of the folder cannot be read, {@code INVALID} for settings that cannot be used
     */
    public static SummarizationTask summarization(Path folder, String changes) {
        return SummarizationTasks.of(folder, changes);
    }

    /**
     * What keeps a folder's model from being run, as {@link #verify} tells it; loads no graph.
     *
     * @param suffix as of {@link #verify}
     * @param changes a JSON object of settings that count before the folder's
     * @return empty when it can be tried
     */
    public static List<String> errors(Path folder, String suffix, String changes) {
        return BundleChecks.run(folder, suffix, JsonParser.parseString(changes).getAsJsonObject())
                .stream()
                .filter(BundleFinding::isError)
                .map(BundleFinding::message)
                .toList();
    }

    /**
     * Checks a folder: all that can be seen, and if that is right, that the model loads and writes.
     *
     * @param suffix of the graphs' names; {@link Seq2SeqOptions#DEFAULT_SUFFIX} for the usual one
     * @return what was found, all problems and not only the first
     */
    public static List<BundleFinding> verify(Path folder, String suffix) {
        List<BundleFinding> findings = new ArrayList<>(BundleChecks.run(folder, suffix));
        if (findings.stream().noneMatch(BundleFinding::isError)) {
            boolean isTappable = !BundleChecks.hasNoAttention(findings);
            findings.add(LoadCheck.run(folder, BundleCards.suffix(folder, suffix), isTappable));
        }
        return findings;
    }
}
