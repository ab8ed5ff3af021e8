package dev.limelight.pipeline.bench.generate;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Generates batch by batch with the engine that callers have, queue and batcher included. */
final class Client implements AutoCloseable {

    /** A batch starts when it is whole, and that is when the queue is full. */
    private static final Duration UNTIL_FULL = Duration.ofSeconds(10);

    private static final int NO_BUDGET = 1 << 20;

    private final Seq2SeqClient client;

    private Client(Seq2SeqClient client) {
        this.client = client;
    }

    /**
     * @param rows texts of each batch
     * @param layers cross-attention of this many layers comes out, the mean over the heads of each
     */
    static Client open(Seq2SeqOptions model, int rows, int layers) {
        return new Client(
                EmbeddedModels.openSeq2Seq(
                        model.withCrossTaps(AttentionTap.means(layers))
                                .withBatching(
                                        new BatchOptions(
                                                model.batching().intraOpThreads(),
                                                NO_BUDGET,
                                                UNTIL_FULL,
                                                rows))));
    }

    /** Seconds that it takes. */
    double run(Batches work) {
        EngineStatistics before = client.statistics();
        long start = System.nanoTime();
        work.batches().forEach(this::generate);
        double seconds = (System.nanoTime() - start) / 1e9;
        long batches = client.statistics().since(before).batches();
        if (batches != work.batches().size()) {
            throw new IllegalStateException(
                    "%d batches of %d became %d, expected texts near enough in length to go together"
                            .formatted(work.batches().size(), work.rows(), batches));
        }
        return seconds;
    }

    /** The tokens that are written for each text. */
    List<List<Integer>> generate(List<SampleText> batch) {
        List<CompletableFuture<GenerateResult>> answers = new ArrayList<>();
        batch.forEach(text -> answers.add(client.generate(text.request())));
        return answers.stream().map(CompletableFuture::join).map(Client::tokens).toList();
    }

    private static List<Integer> tokens(GenerateResult result) {
        return result.best().tokens().stream().map(TokenSpan::id).toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
