package dev.limelight.modelserver.api.encode;

import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.attention.AttentionTap;
import java.io.Serializable;
import java.util.List;

/**
 * The options with which an encoder is loaded. Handles opened with equal options share one engine;
 * other options load the weights once more.
 *
 * @param model alias of the model, see {@link ModelEntry#alias}, or the path of its folder
 * @param taps the attention that can be asked for, ascending; each costs little time, and memory
 *     only in requests that ask for it
 * @param workers forward passes at a time, at least 1; times the threads of one it should not
 *     exceed the cores
 * @param batching how texts are gathered
 */
public record EncoderOptions(
        String model, List<AttentionTap> taps, int workers, BatchOptions batching)
        implements Serializable {

    public EncoderOptions {
        taps = taps.stream().distinct().sorted().toList();
        if (workers < 1) {
            throw new IllegalArgumentException("workers %d, expected 1 or more".formatted(workers));
        }
    }

    /**
     * MiniLM with the means of all six layers, one worker on all cores, 1024 positions, 5 ms, 512
     * texts.
     */
    public static EncoderOptions defaults() {
        return new EncoderOptions("minilm", AttentionTap.means(6), 1, BatchOptions.of(1024));
    }

    /** The same for another model. */
    public EncoderOptions withModel(String aliasOrFolder) {
        return new EncoderOptions(aliasOrFolder, taps, workers, batching);
    }

    /** The same with other attention. */
    public EncoderOptions withTaps(List<AttentionTap> tapped) {
        return new EncoderOptions(model, tapped, workers, batching);
    }

    /** The same with other passes at a time. */
    public EncoderOptions withWorkers(int passes) {
        return new EncoderOptions(model, taps, passes, batching);
    }

    /** The same with other batches. */
    public EncoderOptions withBatching(BatchOptions other) {
        return new EncoderOptions(model, taps, workers, other);
    }
}
