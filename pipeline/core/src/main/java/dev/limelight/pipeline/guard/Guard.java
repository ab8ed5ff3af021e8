package dev.limelight.pipeline.guard;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.SentenceVectors;
import dev.limelight.pipeline.guard.detect.Suspicion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what does not belong to a document, repeats or hides, and says where: every shell calls
 * this one. It cannot tell a planted instruction from a rightful one. Thread-safe; the model that
 * makes vectors is the caller's.
 */
public final class Guard {

    private final GuardPolicy policy;
    private final @Nullable SentenceVectors model;

    /**
     * A guard.
     *
     * @param model reads sentences; null where {@link #needsVectors} is false
     */
    public Guard(GuardPolicy policy, @Nullable SentenceVectors model) {
        if (model == null && needsVectors(policy)) {
            throw new IllegalArgumentException(
                    "policy %s without a model of sentences, expected one".formatted(policy));
        }
        this.policy = policy;
        this.model = model;
    }

    /** Whether a detector that the policy switches on compares vectors of sentences. */
    public static boolean needsVectors(GuardPolicy policy) {
        return Detectors.all().stream()
                .filter(detector -> detector.cost() == Detector.Cost.VECTORS)
                .anyMatch(detector -> policy.rule(detector.name()).isOn());
    }

    /**
     * The findings of all detectors.
     *
     * @throws dev.limelight.modelserver.api.ModelException if the model fails
     */
    public GuardReport inspect(Document document) {
        var inspected = new Inspected(document, model);
        Map<String, List<Suspicion>> suspicions = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Detector detector : Detectors.all()) {
            GuardRule rule = policy.rule(detector.name());
            if (rule.isOn()) {
                List<Suspicion> found = detector.inspect(inspected);
                suspicions.put(detector.name(), found);
                findings.addAll(rule.findings(detector.name(), found));
            }
        }
        findings.sort(Comparator.comparingInt(finding -> finding.suspicion().start()));
        double score = DocumentScore.SHIPPED.of(suspicions);
        return new GuardReport(document, List.copyOf(findings), score, policy);
    }
}
