package dev.limelight.pipeline.guard;

import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.detect.Suspicion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * A logistic model over the highest score of each detector: one number for how likely a document
 * has something planted, where as many documents have as have not. {@code limelight bench guard
 * --fit} makes the weights. Immutable.
 *
 * @param bias of the model
 * @param weights by the name of the detector
 * @param typical the highest score of each detector in a document with nothing planted, on average
 */
public record DocumentScore(double bias, Map<String, Double> weights, Map<String, Double> typical) {

    private static final String RESOURCE = "document-score.properties";
    private static final String BIAS = "bias";
    private static final String TYPICAL = "typical.";

    /** The weights that ship. */
    public static final DocumentScore SHIPPED = read();

    public DocumentScore {
        weights = Map.copyOf(weights);
        typical = Map.copyOf(typical);
    }

    /**
     * The score of a document, 0 to 1.
     *
     * @param found what each detector suspects, by its name; one that is off, or that has nothing
     *     to judge, counts with what is typical
     */
    public double of(Map<String, List<Suspicion>> found) {
        double sum = bias;
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            List<Suspicion> suspicions = found.getOrDefault(weight.getKey(), List.of());
            double usual = typical.getOrDefault(weight.getKey(), 0.0);
            sum += weight.getValue() * top(suspicions, usual);
        }
        return 1 / (1 + Math.exp(-sum));
    }

    private static double top(List<Suspicion> suspicions, double usual) {
        return suspicions.stream().mapToDouble(Suspicion::score).max().orElse(usual);
    }

    private static DocumentScore read() {
        var properties = new Properties();
        try (InputStream in = DocumentScore.class.getResourceAsStream(RESOURCE)) {
            properties.load(Objects.requireNonNull(in, "no resource " + RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        Map<String, Double> typical = new LinkedHashMap<>();
        for (Detector detector : Detectors.all()) {
            weights.put(detector.name(), number(properties, detector.name()));
            typical.put(detector.name(), number(properties, TYPICAL + detector.name()));
        }
        return new DocumentScore(number(properties, BIAS), weights, typical);
    }

    private static double number(Properties properties, String key) {
        return Double.parseDouble(
                Objects.requireNonNull(
                        properties.getProperty(key), () -> RESOURCE + " has no " + key));
    }
}
