package dev.limelight.modelserver;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.encode.ModelInfo;
import dev.limelight.modelserver.batching.Batcher;
import dev.limelight.modelserver.model.Encoder;
import dev.limelight.modelserver.model.EncoderInput;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One user's view of a shared encoder. */
final class EncoderHandle extends Handle<Encoder, Batcher> implements EncoderClient {

    private final EncoderOptions options;

    /** Opens a handle; blocks while the engine loads. */
    EncoderHandle(
            EngineRegistry<EncoderOptions, Engine<Encoder, Batcher>> registry,
            EncoderOptions options) {
        super(registry, options);
        this.options = options;
    }

    @Override
    public ModelInfo info() {
        return model().info();
    }

    @Override
    public CompletableFuture<Encoded> encode(EncodeRequest request) {
        checkTaps(request.taps());
        return answer(() -> submit(request));
    }

    private CompletableFuture<Encoded> submit(EncodeRequest request) {
        List<TokenSpan> tokens = model().framed(request.text());
        checkLength(tokens.size());
        return batcher().submit(new EncoderInput(tokens, request.taps()), request.group());
    }

    private void checkLength(int tokens) {
        if (tokens > info().maxTokens()) {
            throw new ModelException(
                    Category.TOO_LARGE,
                    "text of %d tokens, expected at most %d, special tokens included"
                            .formatted(tokens, info().maxTokens()));
        }
    }

    private void checkTaps(List<AttentionTap> wanted) {
        if (!options.taps().containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "attention of %s, expected among %s, those that the model was opened with"
                            .formatted(wanted, options.taps()));
        }
    }
}
