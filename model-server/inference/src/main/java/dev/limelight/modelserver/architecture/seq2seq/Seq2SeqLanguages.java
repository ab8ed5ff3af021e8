package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.BundleLanguages;
import java.nio.file.Path;

/** Asks a bundle's configuration and tokenizer for its languages; loads no graph. */
public final class Seq2SeqLanguages {

    private Seq2SeqLanguages() {}

    /**
     * The languages of a bundle.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when its
     *     configuration or tokenizer cannot be read
     */
    public static BundleLanguages of(Path folder) {
        ModelConfig config = BundleConfig.read(folder).model();
        Seq2SeqTokenizer tokenizer =
                Seq2SeqArchitectures.of(config.modelType()).tokenizer(folder, false);
        try {
            var known = new KnownLanguages(config.own(), tokenizer);
            return new BundleLanguages(known.sources(), known.targets());
        } finally {
            tokenizer.close();
        }
    }
}
