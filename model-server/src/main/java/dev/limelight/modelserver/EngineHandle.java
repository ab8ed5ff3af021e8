package dev.limelight.modelserver;

import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.EncodeRequest;
import dev.limelight.modelserver.api.Encoded;
import dev.limelight.modelserver.api.EncoderClient;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.ModelInfo;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.architecture.EncoderInput;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One user's view of a shared engine; knows which requests are its own. */
final class EngineHandle implements EncoderClient {

    private final EngineRegistry registry;
    private final Engine engine;
    private final OwnRequests own = new OwnRequests();

    EngineHandle(EngineRegistry registry, Engine engine) {
        this.registry = registry;
        this.engine = engine;
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
        if (!own.begin()) {
            return CompletableFuture.failedFuture(
                    new ModelException(Category.CLOSED, "the handle was closed before this"));
        }
        CompletableFuture<Encoded> answer = submit(request);
        var unused = answer.whenComplete((encoded, failure) -> own.end());
        return answer;
    }

    @Override
    public EngineStatistics statistics() {
        return engine.batcher().statistics();
    }

    @Override
    public void close() {
        if (engine.batcher().isWorker(Thread.currentThread())) {
            throw new IllegalStateException(
                    "close() on thread %s of the engine, which it would wait for; expected any other"
                            .formatted(Thread.currentThread().getName()));
        }
        if (own.close()) {
            registry.release(engine);
        }
    }

    private CompletableFuture<Encoded> submit(EncodeRequest request) {
        try {
            List<TokenSpan> tokens = engine.encoder().framed(request.text());
            checkLength(tokens.size());
            return engine.batcher().submit(new EncoderInput(tokens, request.taps()));
        } catch (ModelException e) {
            return CompletableFuture.failedFuture(e);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(
                    new ModelException(Category.MODEL_ERROR, "the tokenizer failed", e));
        }
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
        if (!engine.options().taps().containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "attention of %s, expected among %s, those that the model was opened with"
                            .formatted(wanted, engine.options().taps()));
        }
    }
}
