package dev.limelight.modelserver;

import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.encode.ModelInfo;
import dev.limelight.modelserver.model.EncoderInput;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One user's view of a shared encoder. */
final class EncoderHandle implements EncoderClient {

    private final EncoderOptions options;
    private final EncoderEngine engine;
    private final Lease lease;

    private EncoderHandle(EncoderOptions options, EncoderEngine engine, Lease lease) {
        this.options = options;
        this.engine = engine;
        this.lease = lease;
    }

    static EncoderHandle open(
            EngineRegistry<EncoderOptions, EncoderEngine> registry, EncoderOptions options) {
        EncoderEngine engine = registry.acquire(options);
        return new EncoderHandle(
                options,
                engine,
                new Lease(engine.batcher()::isWorker, () -> registry.release(options)));
    }

    @Override
    public ModelInfo info() {
        return engine.encoder().info();
    }

    @Override
    public TokenCounter tokens() {
        return engine.encoder().tokens();
    }

    @Override
    public CompletableFuture<Encoded> encode(EncodeRequest request) {
        checkTaps(request.taps());
        return lease.answer(() -> submit(request));
    }

    @Override
    public EngineStatistics statistics() {
        return engine.batcher().statistics();
    }

    @Override
    public void close() {
        lease.close();
    }

    private CompletableFuture<Encoded> submit(EncodeRequest request) {
        List<TokenSpan> tokens = engine.encoder().framed(request.text());
        checkLength(tokens.size());
        return engine.batcher().submit(new EncoderInput(tokens, request.taps()), request.group());
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
