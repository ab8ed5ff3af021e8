package dev.limelight.modelserver;

import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.util.concurrent.CompletableFuture;

/** One user's view of a shared encoder-decoder model. */
final class Seq2SeqHandle implements Seq2SeqClient {

    private final Seq2SeqEngine engine;
    private final Lease lease;

    private Seq2SeqHandle(Seq2SeqEngine engine, Lease lease) {
        this.engine = engine;
        this.lease = lease;
    }

    static Seq2SeqHandle open(
            EngineRegistry<Seq2SeqOptions, Seq2SeqEngine> registry, Seq2SeqOptions options) {
        Seq2SeqEngine engine = registry.acquire(options);
        return new Seq2SeqHandle(
                engine, new Lease(engine.batcher()::isWorker, () -> registry.release(options)));
    }

    @Override
    public Seq2SeqInfo info() {
        return engine.generator().info();
    }

    @Override
    public TokenCounter tokens() {
        return engine.generator().tokens();
    }

    @Override
    public int maxNewTokens(String settings) {
        return engine.generator().maxNewTokens(settings);
    }

    @Override
    public CompletableFuture<GenerateResult> generate(GenerateRequest request) {
        return lease.answer(
                () ->
                        engine.batcher()
                                .submit(
                                        engine.generator().prepare(request),
                                        request.group(),
                                        request.timeout()));
    }

    @Override
    public EngineStatistics statistics() {
        return engine.batcher().statistics();
    }

    @Override
    public void close() {
        lease.close();
    }
}
