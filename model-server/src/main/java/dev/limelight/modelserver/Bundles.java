package dev.limelight.modelserver;

import dev.limelight.modelserver.api.BundleCard;
import dev.limelight.modelserver.api.BundleFinding;
import dev.limelight.modelserver.api.Seq2SeqOptions;
import dev.limelight.modelserver.api.SummarizationTask;
import dev.limelight.modelserver.architecture.inspect.BundleCards;
import dev.limelight.modelserver.architecture.inspect.check.BundleChecks;
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
     * Checks what can be seen of a folder; reads the graphs to the end and loads nothing.
     *
     * @param suffix of the graphs' names; {@link Seq2SeqOptions#DEFAULT_SUFFIX} for the usual one
     * @return what was found, all problems and not only the first
     */
    public static List<BundleFinding> check(Path folder, String suffix) {
        return BundleChecks.run(folder, suffix);
    }

    /**
     * Checks a folder: all that can be seen, and if that is right, that the model loads and writes.
     *
     * @param suffix of the graphs' names; {@link Seq2SeqOptions#DEFAULT_SUFFIX} for the usual one
     * @return what was found, all problems and not only the first
     */
    public static List<BundleFinding> verify(Path folder, String suffix) {
        List<BundleFinding> findings = new ArrayList<>(check(folder, suffix));
        if (findings.stream().noneMatch(BundleFinding::isError)) {
            boolean isTappable = !BundleChecks.hasNoAttention(findings);
            findings.add(LoadCheck.run(folder, BundleCards.suffix(folder, suffix), isTappable));
        }
        return findings;
    }
}
