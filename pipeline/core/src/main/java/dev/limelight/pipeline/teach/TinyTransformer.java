package dev.limelight.pipeline.teach;

import dev.limelight.pipeline.teach.tensor.Matrix;
import dev.limelight.pipeline.teach.tensor.Tape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A decoder-only transformer with random numbers in it: embeddings of tokens and positions, layers
 * of attention and a small network, and scores for the next token. Not thread-safe.
 */
public final class TinyTransformer {

    /** Transformer layers. */
    public static final int LAYERS = 2;

    /** Attention heads of each layer. */
    public static final int HEADS = 2;

    /** Numbers that stand for one token. */
    public static final int WIDTH = 32;

    /** The most tokens of a sentence, start token included. */
    public static final int POSITIONS = 24;

    private static final double DEVIATION = 0.1;

    private final Matrix tokens;
    private final Matrix positions;
    private final Matrix scores;
    private final List<Layer> layers;

    /** A model for {@code vocabulary} tokens. */
    public TinyTransformer(int vocabulary, Random random) {
        tokens = Matrix.random(vocabulary, WIDTH, DEVIATION, random);
        positions = Matrix.random(POSITIONS, WIDTH, DEVIATION, random);
        scores = Matrix.random(WIDTH, vocabulary, DEVIATION, random);
        layers =
                IntStream.range(0, LAYERS)
                        .mapToObj(i -> new Layer(WIDTH, HEADS, DEVIATION, random))
                        .toList();
    }

    /**
     * What the model computes of some tokens.
     *
     * @param logits scores of each next token, {@code [position, vocabulary]}
     * @param attention {@code [layer][head][target][source]}; a row has target + 1 weights
     */
    public record Pass(Matrix logits, List<double[][][]> attention) {}

    /**
     * Reads tokens.
     *
     * @throws IllegalArgumentException for more than {@link #POSITIONS}
     */
    public Pass read(int[] ids, Tape tape) {
        if (ids.length > POSITIONS) {
            throw new IllegalArgumentException(
                    "%d tokens, expected at most %d".formatted(ids.length, POSITIONS));
        }
        int[] places = IntStream.range(0, ids.length).toArray();
        Matrix state = tape.sum(tape.rows(tokens, ids), tape.rows(positions, places));
        List<double[][][]> attention = new ArrayList<>();
        for (Layer layer : layers) {
            state = layer.of(state, attention, tape);
        }
        return new Pass(tape.product(state, scores), attention);
    }

    /** All numbers that training changes. */
    public List<Matrix> parameters() {
        List<Matrix> all = new ArrayList<>(List.of(tokens, positions, scores));
        layers.forEach(layer -> all.addAll(layer.parameters()));
        return all;
    }

    /** How many numbers training changes. */
    public int size() {
        return parameters().stream().mapToInt(p -> p.values().length).sum();
    }

    /** The embedding of a token, {@link #WIDTH} numbers. */
    public double[] embedding(int id) {
        return tokens.row(id);
    }
}
