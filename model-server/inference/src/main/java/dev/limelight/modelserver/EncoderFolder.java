package dev.limelight.modelserver;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.modelserver.api.encode.ModelEntry;
import dev.limelight.modelserver.api.folder.BundleFinding;
import dev.limelight.modelserver.architecture.Architectures;
import dev.limelight.modelserver.architecture.bert.BertFolder;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/**
 * The folder of an encoder: reads its facts and checks it. Each method reads what it needs.
 * Thread-safe.
 *
 * @param path the folder
 */
public record EncoderFolder(Path path) {

    private static final String FILES = "files";
    private static final String LOADS = "loads and encodes";
    private static final String SENTENCE = "The light is on.";

    /** How far the weights of a token may be from a sum of 1. */
    private static final double CLOSE = 1e-3;

    /** Whether a folder looks like an encoder; reads its {@code config.json}. */
    public static boolean isEncoder(Path path) {
        return BertFolder.isEncoder(new ModelFiles(path));
    }

    /**
     * What {@code models list} shows of it; reads the weights to the end.
     *
     * @throws ModelException {@code MODEL_ERROR} when the folder lacks something
     */
    public ModelEntry entry() {
        return Architectures.named(path.toString()).entry();
    }

    /**
     * Layers, heads, pooling, and the heads that salience reads.
     *
     * @throws ModelException {@code MODEL_ERROR} when the folder lacks something
     */
    public EncoderProfile profile() {
        return EmbeddedModels.profile(path.toString());
    }

    /**
     * Names the head that salience reads from now on, under {@code limelight} of {@code
     * config.json}; all else in the file stays.
     *
     * @throws ModelException {@code MODEL_ERROR} when the file cannot be written
     */
    public void setSalience(AttentionTap head) {
        BertFolder.read(path).setSalience(head);
    }

    /**
     * Checks the files, and if they are right, that the model loads and reads a sentence.
     *
     * @return what was found; the first problem of the files hides others
     */
    public List<BundleFinding> verify() {
        try {
            EncoderProfile profile = profile();
            String files =
                    "%d layers with %d heads, pooling %s"
                            .formatted(profile.layers(), profile.heads(), profile.pooling());
            return List.of(BundleFinding.ok(FILES, files), loaded(profile));
        } catch (ModelException e) {
            return List.of(BundleFinding.error(FILES, String.valueOf(e.getMessage())));
        }
    }

    private BundleFinding loaded(EncoderProfile profile) {
        List<AttentionTap> taps = profile.allLayers();
        EncoderOptions options =
                EncoderOptions.defaults().withModel(path.toString()).withTaps(taps);
        try (EncoderClient client = EmbeddedModels.openEncoder(options)) {
            return read(client.encode(new EncodeRequest(SENTENCE, taps)).join());
        } catch (ModelException e) {
            return BundleFinding.error(LOADS, String.valueOf(e.getMessage()));
        } catch (CompletionException e) {
            Throwable reason = Objects.requireNonNullElse(e.getCause(), e);
            return BundleFinding.error(LOADS, String.valueOf(reason.getMessage()));
        }
    }

    private static BundleFinding read(Encoded encoded) {
        String text =
                "'%s' has %d tokens, vectors of %d numbers"
                        .formatted(SENTENCE, encoded.tokens().size(), encoded.width());
        boolean isRight =
                isFinite(encoded.hidden())
                        && encoded.attention().stream().allMatch(EncoderFolder::isAttention);
        return isRight
                ? BundleFinding.ok(LOADS, text)
                : BundleFinding.error(
                        LOADS, text + ", expected finite ones, and attention that sums to 1");
    }

    private static boolean isFinite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAttention(AttentionMap map) {
        double sum = 0;
        for (float weight : map.weights()) {
            sum += weight;
        }
        return Math.abs(sum - map.tokens()) < CLOSE * map.tokens();
    }
}
