package dev.limelight.pipeline.guard.detect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * A logistic model over features of a sentence. {@code limelight bench guard --fit} makes the
 * weights. Immutable.
 *
 * @param bias of the model
 * @param weights one for each feature
 */
public record LogisticModel(double bias, List<Double> weights) {

    private static final String BIAS = "bias";

    public LogisticModel {
        weights = List.copyOf(weights);
    }

    /**
     * Reads the weights that ship.
     *
     * @param owner beside which the resource lies
     * @param resource a properties file with a bias and a weight for each feature
     * @param features their names, in order
     */
    public static LogisticModel read(Class<?> owner, String resource, List<String> features) {
        var properties = new Properties();
        try (InputStream in = owner.getResourceAsStream(resource)) {
            properties.load(Objects.requireNonNull(in, "no resource " + resource));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
        return new LogisticModel(
                number(properties, BIAS, resource),
                features.stream().map(name -> number(properties, name, resource)).toList());
    }

    private static double number(Properties properties, String key, String resource) {
        return Double.parseDouble(
                Objects.requireNonNull(
                        properties.getProperty(key), () -> resource + " has no " + key));
    }

    /** The score of a sentence, 0 to 1. */
    public double of(double[] features) {
        if (features.length != weights.size()) {
            throw new IllegalArgumentException(
                    "%d features, expected %d".formatted(features.length, weights.size()));
        }
        double sum = bias;
        for (int k = 0; k < features.length; k++) {
            sum += weights.get(k) * features[k];
        }
        return 1 / (1 + Math.exp(-sum));
    }
}
