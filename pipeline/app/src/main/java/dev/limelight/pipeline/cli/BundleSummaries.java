package dev.limelight.pipeline.cli;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.Seq2SeqClient;
import dev.limelight.modelserver.api.Seq2SeqOptions;
import dev.limelight.modelserver.api.SummarizationTask;
import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.pipeline.cli.generate.SettingWords;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSettings;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummarizer;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes abstractive summaries with a model that the user named.
 *
 * @param folder of the model
 * @param task what it is told
 */
record BundleSummaries(Path folder, SummarizationTask task) {

    /**
     * Looks for a model; loads nothing yet.
     *
     * @param model a folder or a name
     * @param prefix words before a text; null for those that the model names
     * @param settings by the names of {@code generation_config.json}, the values as JSON
     * @throws UsageException if there is no such model, or a setting makes no sense
     */
    static BundleSummaries of(String model, @Nullable String prefix, Map<String, String> settings) {
        Path folder = Usage.checked(() -> BundleLocator.ofProcess().locate(model));
        SummarizationTask own = task(folder, settings);
        return new BundleSummaries(folder, prefix == null ? own : own.withPrefix(prefix));
    }

    /**
     * Loads the model and summarizes documents, see {@link AbstractiveSummarizer#summarize}.
     *
     * @param listener gets each summary as it comes, in the order of the documents
     * @throws UsageException if the prefix leaves no room for a text
     */
    void summarize(
            List<Document> documents, SummaryLength length, Consumer<AbstractiveSummary> listener) {
        var options =
                Seq2SeqOptions.of(folder.toString())
                        .withCrossTaps(List.of(task.tap()))
                        .withOptionalAttention();
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(options)) {
            AbstractiveSummarizer summarizer = Usage.checked(() -> summarizer(client));
            documents.forEach(document -> listener.accept(summarizer.summarize(document, length)));
        }
    }

    private AbstractiveSummarizer summarizer(Seq2SeqClient client) {
        return new AbstractiveSummarizer(client, task, AbstractiveSettings.DEFAULT);
    }

    private static SummarizationTask task(Path folder, Map<String, String> settings) {
        SettingWords words = Usage.checked(() -> SettingWords.of(settings, ModelFolder.settings()));
        try {
            return ModelFolder.open(folder).summarization(words.json());
        } catch (ModelException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
