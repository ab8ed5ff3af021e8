package dev.limelight.pipeline.job;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Stage;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.inference.ChunkReader;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.result.Attempt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Hands chunks to the encoder that all subtasks of this JVM share.
 *
 * <p>Every chunk gives one result: a chunk that the model refuses, or that takes longer than the
 * asynchronous timeout, gives a failed one, so that one bad document cannot stop the job.
 */
public final class InferenceFunction extends RichAsyncFunction<Chunk, ChunkResult> {

    private final EncoderOptions options;
    private final boolean rollout;
    private transient EncoderClient encoder;
    private transient ChunkReader reader;

    /**
     * @param options which model, and which attention to look at
     * @param rollout whether rollout over all layers is wanted
     */
    public InferenceFunction(EncoderOptions options, boolean rollout) {
        this.options = options;
        this.rollout = rollout;
    }

    @Override
    public void open(OpenContext context) {
        encoder = EmbeddedModels.openEncoder(options);
        reader = new ChunkReader(encoder.info(), EmbeddedModels.profile(options.model()), rollout);
    }

    @Override
    public void close() {
        if (encoder != null) {
            encoder.close();
        }
    }

    @Override
    public void asyncInvoke(Chunk chunk, ResultFuture<ChunkResult> result) {
        CompletableFuture<Encoded> encoded =
                CompletableFuture.completedFuture(chunk).thenCompose(this::encode);
        var unused =
                encoded.whenComplete(
                        (value, error) -> Completion.of(result, () -> result(chunk, encoded)));
    }

    @Override
    public void timeout(Chunk chunk, ResultFuture<ChunkResult> result) {
        var failure =
                new Failure(
                        Stage.INFERENCE,
                        DeadLetterCategory.TIMEOUT,
                        "no answer from the model in time; raise inference.timeout, or lower"
                                + " inference.capacity or the load");
        result.complete(List.of(reader.failed(chunk, failure)));
    }

    private CompletableFuture<Encoded> encode(Chunk chunk) {
        return encoder.encode(
                new EncodeRequest(chunk.lines().text(), options.taps(), chunk.source().toString()));
    }

    private ChunkResult result(Chunk chunk, CompletableFuture<Encoded> encoded) {
        return Attempt.call(
                Stage.INFERENCE,
                () -> reader.read(chunk, encoded.join()),
                failure -> reader.failed(chunk, failure));
    }
}
