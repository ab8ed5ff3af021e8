package dev.limelight.pipeline.summarize;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.Chunker;
import dev.limelight.pipeline.chunk.JoinedCounter;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.inference.ChunkReader;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.salience.SalienceMethod;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The stages up to {@code assemble}, called one after the other in this thread, without Flink and
 * Kafka: for the command line and for benchmarks. Thread-safe. Whoever opens it closes it.
 */
public final class DirectPipeline implements AutoCloseable {

    private final EncoderClient encoder;
    private final List<AttentionTap> taps;
    private final Chunker chunker;
    private final ChunkReader reader;

    private DirectPipeline(
            EncoderClient encoder,
            EncoderProfile profile,
            List<AttentionTap> taps,
            int budget,
            boolean rollout) {
        this.encoder = encoder;
        this.taps = taps;
        this.chunker =
                new Chunker(new JoinedCounter(encoder.tokens()), encoder.info().textTokens(budget));
        this.reader = new ChunkReader(encoder.info(), profile, rollout);
    }

    /** Loads the usual model with the attention that a method needs. */
    public static DirectPipeline open(SalienceMethod method, int chunkTokens) {
        return open(EncoderOptions.defaults().model(), method, chunkTokens);
    }

    /**
     * Loads a model with the attention that a method needs.
     *
     * @param model as {@link EncoderOptions#model} names it
     * @param method one of that model's
     */
    public static DirectPipeline open(String model, SalienceMethod method, int chunkTokens) {
        EncoderOptions options = EncoderOptions.defaults().withModel(model).withTaps(method.taps());
        return open(options, chunkTokens, method.rollout());
    }

    /**
     * Loads a model.
     *
     * @param options which model, and the attention that is wanted
     * @param chunkTokens tokens of a chunk, special tokens included
     * @param rollout whether attention rollout is wanted
     */
    public static DirectPipeline open(EncoderOptions options, int chunkTokens, boolean rollout) {
        return open(options, options.taps(), chunkTokens, rollout);
    }

    /**
     * Likewise, with some of the attention that the model is loaded with, so that several share it.
     *
     * @param taps the attention that is wanted, out of {@code options}
     */
    public static DirectPipeline open(
            EncoderOptions options, List<AttentionTap> taps, int chunkTokens, boolean rollout) {
        return new DirectPipeline(
                EmbeddedModels.openEncoder(options),
                EmbeddedModels.profile(options.model()),
                taps,
                chunkTokens,
                rollout);
    }

    /**
     * Reads a document.
     *
     * @throws dev.limelight.modelserver.api.ModelException if the model fails
     */
    public Assembled read(Document document) {
        return read(document, request -> {});
    }

    /**
     * Likewise.
     *
     * @param watch gets what the model is asked, to cancel it; then this throws a {@link
     *     java.util.concurrent.CompletionException}
     */
    public Assembled read(Document document, Consumer<CompletableFuture<?>> watch) {
        return read(document, chunker.chunk(document), watch, () -> {});
    }

    /**
     * Reads a document, and says how far it is.
     *
     * @param expected gets the number of chunks, before the first is read
     * @param done runs after each chunk, on a thread of the model
     */
    public Assembled read(Document document, IntConsumer expected, Runnable done) {
        List<Chunk> chunks = chunker.chunk(document);
        expected.accept(chunks.size());
        return read(document, chunks, request -> {}, done);
    }

    private Assembled read(
            Document document,
            List<Chunk> chunks,
            Consumer<CompletableFuture<?>> watch,
            Runnable done) {
        String group = UUID.randomUUID().toString();
        List<CompletableFuture<ChunkResult>> results =
                chunks.stream().map(chunk -> result(chunk, group, watch, done)).toList();
        return new Assembled(document, results.stream().map(CompletableFuture::join).toList());
    }

    /** Counters of the engine since it was loaded. */
    public EngineStatistics statistics() {
        return encoder.statistics();
    }

    @Override
    public void close() {
        encoder.close();
    }

    private CompletableFuture<ChunkResult> result(
            Chunk chunk, String group, Consumer<CompletableFuture<?>> watch, Runnable done) {
        CompletableFuture<Encoded> encoded =
                encoder.encode(new EncodeRequest(chunk.lines().text(), taps, group));
        watch.accept(encoded);
        return encoded.thenApply(
                read -> {
                    ChunkResult result = reader.read(chunk, read);
                    done.run();
                    return result;
                });
    }
}
