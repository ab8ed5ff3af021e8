package dev.limelight.modelserver.model;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.folder.BundleCard;
import dev.limelight.modelserver.api.folder.BundleFinding;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.modelserver.api.folder.SummarizationTask;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.nio.file.Path;
import java.util.List;

/** A kind of model folders: reads and opens them. Has no state; thread-safe. */
public interface ModelKind {

    /** Whether a folder has the files that models of this kind have; looks at names only. */
    boolean isIn(Path folder);

    /**
     * What the folder says, without reading its weights.
     *
     * @throws ModelException {@code MODEL_ERROR} when it does not say it, or says it wrongly
     */
    ModelFacts facts(Path folder);

    /**
     * The facts and what is shown with them; reads the weights to the end.
     *
     * @throws ModelException {@code MODEL_ERROR} as {@link #facts}
     */
    BundleCard card(Path folder);

    /**
     * What is wrong with changed generation settings; empty when they can be used.
     *
     * @param changes a JSON object by the names of {@code generation_config.json}
     * @throws ModelException {@code MODEL_ERROR} when the folder's own settings cannot be read
     */
    List<String> settingProblems(Path folder, String changes);

    /**
     * Checks a folder; runs nothing.
     *
     * @param suffix of the graphs' names; {@link Seq2SeqOptions#DEFAULT_SUFFIX} for the usual one
     * @param changes as of {@link #settingProblems}
     * @return at least one finding
     */
    List<BundleFinding> findings(Path folder, String suffix, String changes);

    /** Whether cross-attention comes out of a model with these findings. */
    boolean hasAttention(List<BundleFinding> findings);

    /**
     * How the model is made to summarize.
     *
     * @param changes as of {@link #settingProblems}
     * @throws ModelException {@code MODEL_ERROR} when it is not, {@code INVALID} for settings that
     *     cannot be used
     */
    SummarizationTask summarization(Path folder, String changes);

    /**
     * Loads a model; whoever calls this closes it.
     *
     * @throws ModelException {@code MODEL_ERROR} when it lacks something or cannot be run
     */
    Generator open(Seq2SeqOptions options);
}
