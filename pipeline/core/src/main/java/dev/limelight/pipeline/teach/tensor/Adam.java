package dev.limelight.pipeline.teach.tensor;

import java.util.List;

/** The optimizer Adam (Kingma and Ba 2015), with its usual constants. */
public final class Adam {

    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    private final List<Matrix> parameters;
    private final double rate;
    private final List<double[]> means;
    private final List<double[]> squares;
    private int steps;

    /**
     * An optimizer.
     *
     * @param parameters what it changes
     * @param rate the learning rate
     */
    public Adam(List<Matrix> parameters, double rate) {
        this.parameters = List.copyOf(parameters);
        this.rate = rate;
        this.means = parameters.stream().map(p -> new double[p.values().length]).toList();
        this.squares = parameters.stream().map(p -> new double[p.values().length]).toList();
    }

    /** Moves all parameters against their gradients, and forgets the gradients. */
    public void step() {
        steps++;
        double unbiased =
                StrictMath.sqrt(1 - StrictMath.pow(SECOND_DECAY, steps))
                        / (1 - StrictMath.pow(FIRST_DECAY, steps));
        for (int i = 0; i < parameters.size(); i++) {
            step(parameters.get(i), means.get(i), squares.get(i), rate * unbiased);
            parameters.get(i).forgetGradients();
        }
    }

    private static void step(Matrix parameter, double[] means, double[] squares, double rate) {
        double[] values = parameter.values();
        for (int i = 0; i < values.length; i++) {
            double gradient = parameter.gradients()[i];
            means[i] = FIRST_DECAY * means[i] + (1 - FIRST_DECAY) * gradient;
            squares[i] = SECOND_DECAY * squares[i] + (1 - SECOND_DECAY) * gradient * gradient;
            values[i] -= rate * means[i] / (StrictMath.sqrt(squares[i]) + EPSILON);
        }
    }
}
