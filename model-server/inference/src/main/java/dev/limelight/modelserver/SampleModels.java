package dev.limelight.modelserver;

import dev.limelight.modelserver.api.SamplePrecision;
import dev.limelight.modelserver.api.SampleSize;
import dev.limelight.modelserver.architecture.seq2seq.SampleBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Encoder-decoder models with random weights, for measurements: what a model costs does not depend
 * on what it knows.
 */
public final class SampleModels {

    private SampleModels() {}

    /**
     * Writes a bundle that {@link EmbeddedModels#openSeq2Seq} opens, the same one each time. Its
     * words are {@code w2}, {@code w3} and so on, a token each. It never ends a sentence: {@code
     * max_new_tokens} says how long a target is. OPUS-MT's size takes some seconds and 500 MB in 32
     * bits.
     *
     * @param folder made if it is not there; files of the same names are replaced
     * @param precisions graphs with the suffix of each
     */
    public static void write(Path folder, SampleSize size, List<SamplePrecision> precisions)
            throws IOException {
        SampleBundle.write(folder, size, precisions);
    }
}
