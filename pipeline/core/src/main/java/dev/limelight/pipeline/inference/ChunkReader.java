package dev.limelight.pipeline.inference;

import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.modelserver.api.encode.EncoderProfile.Pooling;
import dev.limelight.modelserver.api.encode.ModelInfo;
import dev.limelight.pipeline.attribution.ChunkAttention;
import dev.limelight.pipeline.attribution.EncoderAttention;
import dev.limelight.pipeline.attribution.UnknownTokens;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.JoinedCounter;
import dev.limelight.pipeline.text.Span;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what the encoder gave for a chunk what the later stages need: attention on sentences and
 * words (see {@link EncoderAttention}), flags, times. Thread-safe.
 */
public final class ChunkReader {

    private final ModelRef model;
    private final int unknownToken;
    private final Pooling pooling;
    private final boolean rollout;

    /**
     * @param info the model that reads
     * @param profile of that model
     * @param rollout whether rollout is wanted; it needs the maps of all layers
     */
    public ChunkReader(ModelInfo info, EncoderProfile profile, boolean rollout) {
        this.pooling = profile.pooling();
        this.model = new ModelRef(info.id(), info.revision());
        this.unknownToken = info.unknownToken();
        this.rollout = rollout;
    }

    /**
     * The result of a chunk that the model has read.
     *
     * @param encoded what the model made of the chunk's joined lines
     */
    public ChunkResult read(Chunk chunk, Encoded encoded) {
        return readAsIs(chunk, onChunk(chunk, encoded));
    }

    private static Encoded onChunk(Chunk chunk, Encoded encoded) {
        return new Encoded(
                JoinedCounter.spread(encoded.tokens(), chunk.lines()),
                encoded.width(),
                encoded.hidden(),
                encoded.attention(),
                encoded.queuedMs(),
                encoded.inferenceMs());
    }

    private ChunkResult readAsIs(Chunk chunk, Encoded encoded) {
        return result(
                chunk,
                flags(chunk, encoded.tokens()),
                attention(chunk, encoded),
                null,
                encoded.queuedMs(),
                encoded.inferenceMs());
    }

    /** The result of a chunk that the model could not read. */
    public ChunkResult failed(Chunk chunk, Failure failure) {
        return result(chunk, chunk.flags(), null, failure, 0, 0);
    }

    private List<Flag> flags(Chunk chunk, List<TokenSpan> tokens) {
        return !UnknownTokens.areMany(tokens, unknownToken, chunk.text().length())
                ? chunk.flags()
                : Stream.concat(chunk.flags().stream(), Stream.of(Flag.UNKNOWN_WORDS)).toList();
    }

    private ChunkResult result(
            Chunk chunk,
            List<Flag> flags,
            @Nullable ChunkAttention attention,
            @Nullable Failure failure,
            double queuedMs,
            double inferenceMs) {
        return new ChunkResult(
                chunk.source(),
                chunk.sequence(),
                chunk.of(),
                chunk.text().length(),
                chunk.parts(),
                flags,
                attention,
                failure,
                model,
                queuedMs,
                inferenceMs);
    }

    private ChunkAttention attention(Chunk chunk, Encoded encoded) {
        List<Span> parts =
                chunk.parts().stream()
                        .map(
                                part ->
                                        new Span(
                                                part.start() - chunk.start(),
                                                part.end() - chunk.start()))
                        .toList();
        return EncoderAttention.of(chunk.text(), chunk.start(), parts, encoded, pooling, rollout);
    }
}
