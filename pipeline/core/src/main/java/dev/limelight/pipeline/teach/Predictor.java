package dev.limelight.pipeline.teach;

import dev.limelight.pipeline.teach.TinyTransformer.Pass;
import dev.limelight.pipeline.teach.tensor.Softmax;
import dev.limelight.pipeline.teach.tensor.Tape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks a model what comes next. */
final class Predictor {

    private static final int SHOWN = 4;

    private final TinyTransformer model;
    private final Vocabulary vocabulary;

    Predictor(TinyTransformer model, Vocabulary vocabulary) {
        this.model = model;
        this.vocabulary = vocabulary;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The attention of all layers, {@code [layer][head][target][source]}. */
    List<double[][][]> attention(int[] ids) {
        return model.read(ids, new Tape()).attention();
    }

    /** What is expected behind the last of {@code ids}. */
    Prediction after(int[] ids) {
        Pass pass = model.read(ids, new Tape());
        return prediction(pass, ids.length - 1);
    }

    /** What is expected behind each of {@code ids}. */
    List<Prediction> afterEach(int[] ids) {
        Pass pass = model.read(ids, new Tape());
        List<Prediction> all = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            all.add(prediction(pass, i));
        }
        return all;
    }

    /** The probability of each token but the first, given those before it. */
    double[] probabilities(int[] ids) {
        Pass pass = model.read(ids, new Tape());
        double[] probabilities = new double[ids.length - 1];
        Arrays.setAll(probabilities, i -> Softmax.of(pass.logits().row(i))[ids[i + 1]]);
        return probabilities;
    }

    private Prediction prediction(Pass pass, int position) {
        double[] probabilities = Softmax.of(pass.logits().row(position));
        double entropy =
                -Arrays.stream(probabilities).map(p -> p > 0 ? p * StrictMath.log(p) : 0).sum();
        double[][][] last = pass.attention().get(pass.attention().size() - 1);
        List<Double> attention = Arrays.stream(mean(last, position)).boxed().toList();
        return new Prediction(Candidate.top(probabilities, SHOWN, vocabulary), entropy, attention);
    }

    private static double[] mean(double[][][] heads, int target) {
        double[] mean = new double[target + 1];
        for (double[][] head : heads) {
            for (int i = 0; i <= target; i++) {
                mean[i] += head[target][i] / heads.length;
            }
        }
        return mean;
    }
}
