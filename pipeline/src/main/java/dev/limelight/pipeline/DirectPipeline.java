package dev.limelight.pipeline;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.EncodeRequest;
import dev.limelight.modelserver.api.EncoderClient;
import dev.limelight.modelserver.api.EncoderOptions;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.Chunker;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.inference.ChunkReader;
import dev.limelight.pipeline.inference.Reading;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The stages up to {@code assemble}, called one after the other in this thread, without Flink and
 * Kafka: for the command line and for benchmarks. Thread-safe. Whoever opens it closes it.
 */
public final class DirectPipeline implements AutoCloseable {

    private final EncoderClient encoder;
    private final EncoderOptions options;
    private final Chunker chunker;
    private final ChunkReader reader;

    private DirectPipeline(
            EncoderClient encoder, EncoderOptions options, int budget, boolean rollout) {
        this.encoder = encoder;
        this.options = options;
        this.chunker = new Chunker(encoder.tokens(), budget - encoder.info().specialTokens());
        this.reader = new ChunkReader(encoder.info(), rollout);
    }

    /**
     * Loads the model.
     *
     * @param options which model, and the attention that is wanted
     * @param chunkTokens tokens of a chunk, special tokens included
     * @param rollout whether attention rollout is wanted
     */
    public static DirectPipeline open(EncoderOptions options, int chunkTokens, boolean rollout) {
        return new DirectPipeline(
                EmbeddedModels.openEncoder(options), options, chunkTokens, rollout);
    }

    /**
     * Reads a document.
     *
     * @throws dev.limelight.modelserver.api.ModelException if the model fails
     */
    public Assembled read(Document document) {
        List<CompletableFuture<Reading>> readings =
                chunker.chunk(document).stream().map(this::reading).toList();
        return new Assembled(document, readings.stream().map(CompletableFuture::join).toList());
    }

    /** Counters of the engine since it was loaded. */
    public EngineStatistics statistics() {
        return encoder.statistics();
    }

    @Override
    public void close() {
        encoder.close();
    }

    private CompletableFuture<Reading> reading(Chunk chunk) {
        return encoder.encode(new EncodeRequest(chunk.text(), options.taps()))
                .thenApply(encoded -> reader.read(chunk, encoded));
    }
}
