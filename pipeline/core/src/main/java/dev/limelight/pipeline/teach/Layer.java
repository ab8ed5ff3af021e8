package dev.limelight.pipeline.teach;

import dev.limelight.pipeline.teach.tensor.CausalAttention;
import dev.limelight.pipeline.teach.tensor.CausalAttention.Attended;
import dev.limelight.pipeline.teach.tensor.LayerNorm;
import dev.limelight.pipeline.teach.tensor.Matrix;
import dev.limelight.pipeline.teach.tensor.Tape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A layer of a transformer, normalized before attention and before its network. */
final class Layer {

    private static final int INNER = 2;

    private final int heads;
    private final Matrix query;
    private final Matrix key;
    private final Matrix value;
    private final Matrix mixed;
    private final Matrix inner;
    private final Matrix outer;
    private final List<Matrix> norms;

    Layer(int width, int heads, double deviation, Random random) {
        this.heads = heads;
        query = Matrix.random(width, width, deviation, random);
        key = Matrix.random(width, width, deviation, random);
        value = Matrix.random(width, width, deviation, random);
        mixed = Matrix.random(width, width, deviation, random);
        inner = Matrix.random(width, INNER * width, deviation, random);
        outer = Matrix.random(INNER * width, width, deviation, random);
        norms =
                List.of(
                        Matrix.filled(1, width, 1),
                        new Matrix(1, width),
                        Matrix.filled(1, width, 1),
                        new Matrix(1, width));
    }

    /** The states behind the layer; its weights go to {@code attention}. */
    Matrix of(Matrix state, List<double[][][]> attention, Tape tape) {
        Matrix read = new LayerNorm(norms.get(0), norms.get(1)).of(state, tape);
        Attended attended =
                CausalAttention.of(
                        tape.product(read, query),
                        tape.product(read, key),
                        tape.product(read, value),
                        heads,
                        tape);
        attention.add(attended.weights());
        Matrix seen = tape.sum(state, tape.product(attended.output(), mixed));
        Matrix normal = new LayerNorm(norms.get(2), norms.get(3)).of(seen, tape);
        Matrix hidden = tape.rectified(tape.product(normal, inner));
        return tape.sum(seen, tape.product(hidden, outer));
    }

    List<Matrix> parameters() {
        List<Matrix> all = new ArrayList<>(List.of(query, key, value, mixed, inner, outer));
        all.addAll(norms);
        return all;
    }
}
