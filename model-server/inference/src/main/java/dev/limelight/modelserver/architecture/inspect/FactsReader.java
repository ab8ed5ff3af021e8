package dev.limelight.modelserver.architecture.inspect;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.folder.BundleCard.Sizes;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.modelserver.architecture.folder.JsonSettings;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.architecture.folder.OwnKeys;
import dev.limelight.modelserver.architecture.folder.SizeKey;
import dev.limelight.modelserver.architecture.folder.SnapshotPath;
import dev.limelight.modelserver.architecture.seq2seq.KnownLanguages;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@link ModelFacts}. */
public final class FactsReader {

    private FactsReader() {}

    /**
     * The facts of a folder.
     *
     * @throws ModelException {@code MODEL_ERROR} when there is no {@code config.json}, or a key of
     *     its object {@code limelight} has a value of the wrong type
     */
    public static ModelFacts of(Path folder) {
        ModelFiles files = new ModelFiles(folder);
        JsonObject config = config(files);
        String type = text(config, "model_type").orElse("unknown");
        OwnKeys own = OwnKeys.of(new JsonSettings(folder + "/" + ModelFiles.CONFIG, config));
        return new ModelFacts(
                folder,
                SnapshotPath.name(folder),
                SnapshotPath.commit(folder).orElse(null),
                type,
                sizes(files),
                KnownLanguages.of(folder, own, type),
                own.alignment(),
                own.lengthRatio(),
                files.names().suffixes());
    }

    /** {@code config.json}. */
    static JsonObject config(ModelFiles files) {
        return files.json(ModelFiles.CONFIG)
                .orElseThrow(
                        () ->
                                new ModelException(
                                        Category.MODEL_ERROR,
                                        files.folder()
                                                + " has no config.json with a JSON object, expected"
                                                + " the folder of a model"));
    }

    /** A string or a number as text. */
    static Optional<String> text(JsonObject json, String key) {
        return Optional.ofNullable(json.get(key))
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString);
    }

    private static Sizes sizes(ModelFiles files) {
        return new Sizes(
                files.size(SizeKey.ENCODER_LAYERS),
                files.size(SizeKey.DECODER_LAYERS),
                files.size(SizeKey.DECODER_HEADS),
                files.size(SizeKey.WIDTH),
                files.size(SizeKey.FEED_FORWARD),
                files.size(SizeKey.VOCABULARY),
                files.size(SizeKey.POSITIONS));
    }
}
