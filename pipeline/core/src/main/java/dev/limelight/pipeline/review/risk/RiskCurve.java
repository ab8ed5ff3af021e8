package dev.limelight.pipeline.review.risk;

import dev.limelight.connectors.record.Metric;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The probability that a translation needs an edit, by its mean log-probability: a logistic curve.
 *
 * @param intercept log-odds at log-probability 0
 * @param slope log-odds for a nat of log-probability below 0
 */
public record RiskCurve(double intercept, double slope) {

    /**
     * Fitted on 7,000 English-German outputs of one model that people rated (MLQE): an edit is
     * needed below 90 of 100 points. On 1,000 held out: AUC 0.66, expected calibration error 0.06.
     * For another model or text it is a start, and no guarantee.
     */
    public static final RiskCurve SHIPPED = new RiskCurve(-0.173, 1.406);

    /** The risk of a result with these figures, 0 to 1; null where they say nothing. */
    public @Nullable Double risk(Map<String, Double> quality) {
        Double logProbability = quality.get(Metric.LOG_PROBABILITY.wireName());
        return logProbability == null ? null : risk(logProbability);
    }

    /**
     * The risk at a mean log-probability.
     *
     * @param logProbability natural logarithm, a token
     */
    public double risk(double logProbability) {
        return 1 / (1 + Math.exp(-(intercept - slope * logProbability)));
    }
}
