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
 */
public record DocumentScore(double bias, Map<String, Double> weights) {

    private static final String RESOURCE = "document-score.properties";
    private static final String BIAS = "bias";

    /** The weights that ship. */
    public static final DocumentScore SHIPPED = read();

    public DocumentScore {
        weights = Map.copyOf(weights);
    }

    /**
     * The score of a document, 0 to 1.
     *
     * @param found what each detector suspects, by its name; a detector that is missing suspects
     *     nothing
     */
    public double of(Map<String, List<Suspicion>> found) {
        double sum = bias;
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            sum += weight.getValue() * top(found.getOrDefault(weight.getKey(), List.of()));
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** The highest score of a detector's suspicions; 0 where there are none. */
    public static double top(List<Suspicion> suspicions) {
        return suspicions.stream().mapToDouble(Suspicion::score).max().orElse(0);
    }

    private static DocumentScore read() {
        var properties = new Properties();
        try (InputStream in = DocumentScore.class.getResourceAsStream(RESOURCE)) {
            properties.load(Objects.requireNonNull(in, "no resource " + RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        for (Detector detector : Detectors.all()) {
            weights.put(detector.name(), number(properties, detector.name()));
        }
        return new DocumentScore(number(properties, BIAS), weights);
    }

    private static double number(Properties properties, String key) {
        return Double.parseDouble(
                Objects.requireNonNull(
                        properties.getProperty(key), () -> RESOURCE + " has no " + key));
    }
}
