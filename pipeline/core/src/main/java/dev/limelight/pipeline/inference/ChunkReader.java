package dev.limelight.pipeline.inference;

import dev.limelight.connectors.record.ModelRef;
import dev.limelight.modelserver.api.AttentionMap;
import dev.limelight.modelserver.api.Encoded;
import dev.limelight.modelserver.api.ModelInfo;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.JoinedCounter;
import dev.limelight.pipeline.chunk.SentencePart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings what the encoder gave for a chunk from tokens to sentences and words. Thread-safe.
 *
 * <p>A token belongs to the part that its first character lies in; special tokens and tokens of
 * white space between parts belong to none. Tokens without a letter or digit (punctuation) get no
 * light from {@code [CLS]}.
 */
public final class ChunkReader {

    /**
     * Flag of a chunk of which more than a twentieth is words or characters that the model's
     * vocabulary lacks: the model saw that something stands there, but not what.
     */
    public static final String UNKNOWN_WORDS = "unknown-words";

    private static final double UNKNOWN_FROM = 0.05;

    private final ModelRef model;
    private final int unknownToken;
    private final boolean rollout;

    /**
     * @param info the model that reads
     * @param rollout whether rollout is wanted; it needs the maps of all layers
     */
    public ChunkReader(ModelInfo info, boolean rollout) {
        this.model = new ModelRef(info.id(), info.revision());
        this.unknownToken = info.unknownToken();
        this.rollout = rollout;
    }

    /**
     * The reading of a chunk that the model has read.
     *
     * @param encoded what the model made of the chunk's joined lines
     */
    public Reading read(Chunk chunk, Encoded encoded) {
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

    private Reading readAsIs(Chunk chunk, Encoded encoded) {
        return reading(
                chunk,
                flags(chunk, encoded.tokens()),
                glance(chunk, encoded),
                null,
                encoded.queuedMs(),
                encoded.inferenceMs());
    }

    /** The reading of a chunk that the model could not read. */
    public Reading failed(Chunk chunk, Failure failure) {
        return reading(chunk, chunk.flags(), null, failure, 0, 0);
    }

    private List<String> flags(Chunk chunk, List<TokenSpan> tokens) {
        int unknown =
                tokens.stream()
                        .filter(token -> token.id() == unknownToken)
                        .mapToInt(token -> token.end() - token.start())
                        .sum();
        return unknown <= UNKNOWN_FROM * chunk.text().length()
                ? chunk.flags()
                : Stream.concat(chunk.flags().stream(), Stream.of(UNKNOWN_WORDS)).toList();
    }

    private Reading reading(
            Chunk chunk,
            List<String> flags,
            @Nullable Glance glance,
            @Nullable Failure failure,
            double queuedMs,
            double inferenceMs) {
        return new Reading(
                chunk.source(),
                chunk.sequence(),
                chunk.of(),
                chunk.text().length(),
                chunk.parts(),
                flags,
                glance,
                failure,
                model,
                queuedMs,
                inferenceMs);
    }

    private Glance glance(Chunk chunk, Encoded encoded) {
        int[] partOf = partOf(chunk, encoded.tokens());
        int[] counts = counts(partOf, chunk.parts().size());
        int[] lit = lit(chunk.text(), encoded.tokens(), partOf);
        Words words = Words.of(chunk, encoded.tokens());
        return new Glance(
                encoded.tokens().size(),
                encoded.width(),
                counts,
                means(encoded, partOf, counts),
                sum(encoded),
                views(encoded, partOf, lit, counts),
                words.starts(),
                words.ends(),
                words.weights(encoded.attention()));
    }

    /** For each token the part that it belongs to, or -1. Both lists are in text order. */
    private static int[] partOf(Chunk chunk, List<TokenSpan> tokens) {
        int[] partOf = new int[tokens.size()];
        int part = 0;
        for (int i = 0; i < partOf.length; i++) {
            TokenSpan token = tokens.get(i);
            int at = chunk.start() + token.start();
            while (!token.special()
                    && part < chunk.parts().size()
                    && chunk.parts().get(part).end() <= at) {
                part++;
            }
            partOf[i] = token.special() || !covers(chunk.parts(), part, at) ? -1 : part;
        }
        return partOf;
    }

    private static boolean covers(List<SentencePart> parts, int part, int at) {
        return part < parts.size() && parts.get(part).start() <= at;
    }

    private static int[] lit(String text, List<TokenSpan> tokens, int[] partOf) {
        int[] lit = partOf.clone();
        for (int i = 0; i < lit.length; i++) {
            TokenSpan token = tokens.get(i);
            if (text.substring(token.start(), token.end())
                    .codePoints()
                    .noneMatch(Character::isLetterOrDigit)) {
                lit[i] = -1;
            }
        }
        return lit;
    }

    private static int[] counts(int[] partOf, int parts) {
        int[] counts = new int[parts];
        Arrays.stream(partOf).filter(part -> part >= 0).forEach(part -> counts[part]++);
        return counts;
    }

    private static float[] means(Encoded encoded, int[] partOf, int[] counts) {
        int width = encoded.width();
        float[] means = new float[counts.length * width];
        for (int token = 0; token < partOf.length; token++) {
            int part = partOf[token];
            for (int k = 0; part >= 0 && k < width; k++) {
                means[part * width + k] += encoded.hidden()[token * width + k] / counts[part];
            }
        }
        return means;
    }

    private static float[] sum(Encoded encoded) {
        float[] sum = new float[encoded.width()];
        for (int i = 0; i < encoded.hidden().length; i++) {
            sum[i % sum.length] += encoded.hidden()[i];
        }
        return sum;
    }

    private List<SentenceAttention> views(Encoded encoded, int[] partOf, int[] lit, int[] counts) {
        var views = new ArrayList<SentenceAttention>();
        for (AttentionMap map : encoded.attention()) {
            views.add(view(map.tap().toString(), map, partOf, lit, counts));
        }
        if (rollout) {
            AttentionMap product = Rollout.of(encoded.attention());
            views.add(view(SentenceAttention.ROLLOUT, product, partOf, lit, counts));
        }
        return views;
    }

    private static SentenceAttention view(
            String name, AttentionMap map, int[] partOf, int[] lit, int[] counts) {
        int parts = counts.length;
        float[] fromCls = new float[parts];
        float[] among = new float[parts * parts];
        for (int source = 0; source < partOf.length; source++) {
            int to = partOf[source];
            if (lit[source] >= 0) {
                fromCls[to] += map.weight(0, source);
            }
            for (int target = 0; to >= 0 && target < partOf.length; target++) {
                int from = partOf[target];
                if (from >= 0) {
                    among[from * parts + to] += map.weight(target, source) / counts[from];
                }
            }
        }
        return new SentenceAttention(name, fromCls, among);
    }
}
