package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.hub.BundleLocator;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The model for abstractive summaries and its settings.
 *
 * @param folder of the bundle, where the model runs, or the name of one that was pulled; empty for
 *     none
 * @param prefix words before a text; {@link #OWN_PREFIX} for those that the bundle names
 * @param generation changes the bundle's settings: a JSON object by the names of {@code
 *     generation_config.json}
 * @param settings how a document is summarized
 * @param threads of one step; 0 for all cores
 * @param batchTokens the most source positions that are decoded at a time; see {@link
 *     Seq2SeqOptions#tokenBudget}
 * @param documents documents of about one length that a subtask works on at a time
 * @param timeout the longest that a document may take once it is begun
 */
public record AbstractiveConfig(
        String folder,
        String prefix,
        String generation,
        AbstractiveSettings settings,
        int threads,
        int batchTokens,
        int documents,
        Duration timeout)
        implements Serializable {

    /** Takes the words that the bundle names. */
    public static final String OWN_PREFIX = "default";

    /** Whether there is a model. */
    public boolean isOn() {
        return !folder.isEmpty();
    }

    /**
     * The model; reads its configuration and loads nothing.
     *
     * @throws ModelException if there is no such model, or if its configuration, or {@code
     *     generation}, cannot be used
     */
    public AbstractiveModel model() {
        AbstractiveModel model = AbstractiveModel.in(located(), generation);
        return prefix.equals(OWN_PREFIX) ? model : model.withPrefix(prefix);
    }

    private Path located() {
        try {
            return BundleLocator.ofProcess().locate(folder);
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    ModelException.Category.MODEL_ERROR, String.valueOf(e.getMessage()), e);
        }
    }

    /** To load the model. */
    public Seq2SeqOptions options(AbstractiveModel model) {
        return model.options()
                .withBatching(BatchOptions.of(batchTokens).withIntraOpThreads(threads));
    }
}
