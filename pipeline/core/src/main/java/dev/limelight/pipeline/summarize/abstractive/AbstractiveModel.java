package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.folder.SummarizationTask;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * A model that writes abstractive summaries, in the job, over HTTP and on the command line.
 *
 * @param folder with its files
 * @param task what it is told
 */
public record AbstractiveModel(Path folder, SummarizationTask task) {

    /**
     * The model in a folder; reads its configuration and loads nothing.
     *
     * @param generation changes the folder's settings: a JSON object by the names of {@code
     *     generation_config.json}; {@code {}} for none
     * @throws ModelException {@code MODEL_ERROR} when the configuration cannot be read, {@code
     *     INVALID} for settings that cannot be used
     */
    public static AbstractiveModel in(Path folder, String generation) {
        return new AbstractiveModel(folder, ModelFolder.open(folder).summarization(generation));
    }

    /** The same, with other words before a text. */
    public AbstractiveModel withPrefix(String words) {
        return new AbstractiveModel(folder, task.withPrefix(words));
    }

    /** To load it with the attention that tells what a summary stands on, where graphs show it. */
    public Seq2SeqOptions options() {
        return Seq2SeqOptions.of(folder.toString())
                .withCrossTaps(List.of(task.tap()))
                .withOptionalAttention();
    }

    /**
     * Its summarizer.
     *
     * @param client the loaded model, stays its owner's
     * @throws IllegalArgumentException if the prefix leaves no room for a text
     */
    public AbstractiveSummarizer summarizer(Seq2SeqClient client, AbstractiveSettings settings) {
        return new AbstractiveSummarizer(client, task, settings);
    }
}
