package dev.limelight.modelserver.architecture.seq2seq;

import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.folder.SummarizationTask;
import dev.limelight.modelserver.architecture.folder.JsonSettings;
import java.nio.file.Path;
import java.util.Objects;

/** Reads from a bundle's configuration how it is made to summarize; loads nothing. */
public final class SummarizationTasks {

    /** What T5 was trained on; its positions are relative, so that nothing else says it. */
    private static final int SOURCE_TOKENS = 512;

    private SummarizationTasks() {}

    /**
     * The task of a folder.
     *
     * @param changes a JSON object by the names of {@link GenerationSettings#KEYS}, which counts
     *     before all that the bundle says; {@code {}} for none
     * @throws ModelException {@code MODEL_ERROR} when a configuration cannot be read, {@code
     *     INVALID} for settings that make no sense or are not supported
     */
    public static SummarizationTask of(Path folder, String changes) {
        JsonSettings config = JsonSettings.read(folder.resolve("config.json"));
        JsonSettings task = config.object("task_specific_params").object("summarization");
        BundleConfig bundle = BundleConfig.read(folder);
        JsonSettings generation = known(task).with(changed(changes));
        return new SummarizationTask(
                prefix(task.has("prefix") ? task : config),
                generation.json().toString(),
                maxNewTokens(bundle.generation().with(generation)),
                bundle.model()
                        .positions()
                        .orElseGet(() -> config.integer("n_positions", SOURCE_TOKENS)),
                tap(bundle.model()));
    }

    private static JsonSettings changed(String changes) {
        try {
            return GenerationSettings.changes(changes);
        } catch (ModelException e) {
            throw new ModelException(Category.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    private static String prefix(JsonSettings settings) {
        return settings.has("prefix") ? settings.text("prefix") : "";
    }

    /** The settings of a task that are settings of generation. */
    private static JsonSettings known(JsonSettings task) {
        JsonObject known = new JsonObject();
        GenerationSettings.KEYS.stream()
                .filter(task::has)
                .forEach(key -> known.add(key, task.json().get(key)));
        return new JsonSettings(task.source(), known);
    }

    private static int maxNewTokens(JsonSettings settings) {
        try {
            return GenerationSettings.read(settings).maxNewTokens();
        } catch (ModelException | IllegalArgumentException e) {
            throw new ModelException(Category.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    private static AttentionTap tap(ModelConfig model) {
        return Objects.requireNonNullElseGet(
                model.own().alignment(), () -> AttentionTap.lastOf(model.decoderLayers()));
    }
}
