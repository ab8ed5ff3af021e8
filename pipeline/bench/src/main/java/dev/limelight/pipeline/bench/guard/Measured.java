package dev.limelight.pipeline.bench.guard;

import dev.limelight.pipeline.guard.DocumentScore;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.LogisticModel;
import dev.limelight.pipeline.guard.detect.SentenceVectors;
import dev.limelight.pipeline.guard.detect.Suspicion;
import dev.limelight.pipeline.guard.instruction.InstructionLikeDetector;
import dev.limelight.pipeline.guard.topic.JudgedSentence;
import dev.limelight.pipeline.guard.topic.OffTopicDetector;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What was suspected in a document.
 *
 * @param planted the document
 * @param found the suspicions by the name of the score, the highest one only
 * @param judged the sentences that models of sentences judge
 */
record Measured(Planted planted, Map<String, Suspicion> found, List<JudgedSentence> judged) {

    /** Scores a document. */
    static Measured of(Planted planted, List<Score> scores, SentenceVectors model) {
        var inspected = new Inspected(planted.document(), model);
        Map<String, Suspicion> found = new LinkedHashMap<>();
        for (Score score : scores) {
            score.of().apply(inspected).stream()
                    .max(Comparator.comparingDouble(Suspicion::score))
                    .ifPresent(highest -> found.put(score.name(), highest));
        }
        return new Measured(planted, found, JudgedSentence.of(inspected));
    }

    /** As it is with other models of sentences. */
    Measured judged(LogisticModel topic, LogisticModel instruction) {
        Map<String, Suspicion> changed = new LinkedHashMap<>(found);
        put(changed, OffTopicDetector.NAME, topic, JudgedSentence::features);
        put(changed, InstructionLikeDetector.NAME, instruction, InstructionLikeDetector::features);
        return new Measured(planted, changed, judged);
    }

    private void put(
            Map<String, Suspicion> into,
            String name,
            LogisticModel model,
            Function<JudgedSentence, double[]> features) {
        judged.stream()
                .map(
                        each ->
                                new Suspicion(
                                        each.start(),
                                        each.end(),
                                        model.of(features.apply(each)),
                                        name))
                .max(Comparator.comparingDouble(Suspicion::score))
                .ifPresent(highest -> into.put(name, highest));
    }

    /** Whether a sentence is the payload, or a part of it. */
    boolean isHit(JudgedSentence sentence) {
        return isPlanted() && planted.isHit(sentence.start(), sentence.end());
    }

    /** The highest score. */
    double top(String name) {
        Suspicion highest = found.get(name);
        return highest == null ? 0 : highest.score();
    }

    /** Whether the highest score is the payload's. */
    boolean isFirst(String name) {
        Suspicion highest = found.get(name);
        return highest != null && planted.isHit(highest.start(), highest.end());
    }

    /** The score of the document by a fitted model. */
    double by(DocumentScore model) {
        Map<String, List<Suspicion>> all = new LinkedHashMap<>();
        found.forEach((name, highest) -> all.put(name, List.of(highest)));
        return model.of(all);
    }

    /** Whether it has a payload. */
    boolean isPlanted() {
        return planted.family() != null;
    }

    /** The kind of the document. */
    String kind() {
        return planted.clean().kind();
    }
}
