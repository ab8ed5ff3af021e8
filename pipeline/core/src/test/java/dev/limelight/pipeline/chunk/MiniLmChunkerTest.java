package dev.limelight.pipeline.chunk;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** With the tokenizer of the model that ships. */
@Tag("slow")
class MiniLmChunkerTest extends ChunkerContract {

    private static EncoderClient encoder;

    @BeforeContainer
    static void open() {
        encoder = EmbeddedModels.openEncoder(EncoderOptions.defaults());
    }

    @AfterContainer
    static void close() {
        encoder.close();
    }

    @Override
    TokenCounter counter() {
        return encoder.tokens();
    }

    @Override
    int longText() {
        return 50_000;
    }
}
