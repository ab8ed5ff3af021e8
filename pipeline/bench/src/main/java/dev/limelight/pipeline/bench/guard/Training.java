package dev.limelight.pipeline.bench.guard;

import dev.limelight.pipeline.guard.Detectors;
import dev.limelight.pipeline.guard.DocumentScore;
import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.detect.LogisticModel;
import dev.limelight.pipeline.guard.topic.JudgedSentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fits the models of sentences, {@code off-topic} and {@code instruction-like}, and the model over
 * the detectors. What they are measured on is left out: one kind of document always, and with it
 * one family for {@code off-topic}, or the attack's group of categories for {@code
 * instruction-like}. For one thread.
 */
final class Training {

    /** Attacks are left out by groups of categories, so many. */
    static final int GROUPS = 4;

    /** No kind, no group: everything is used. */
    static final String NO_KIND = "";

    static final int NO_GROUP = -1;

    private static final List<String> DETECTORS =
            Detectors.all().stream().map(Detector::name).toList();
    private static final double TOPIC_RIDGE = 0.01;
    private static final double HEAD_RIDGE = 1;
    private static final double HEAD_SHARE = 0.5;
    private static final int EVERY_OTHER = 3;

    private final List<Measured> documents;
    private final Map<String, LogisticModel> models = new HashMap<>();
    private final Map<String, DocumentScore> scores = new HashMap<>();

    Training(List<Measured> documents) {
        this.documents = documents;
    }

    /** The model {@code off-topic} without a family and a kind. */
    LogisticModel topic(@Nullable Family leftOut, String kind) {
        Family family = isSentence(leftOut) ? leftOut : null;
        return models.computeIfAbsent(
                "topic %s %s".formatted(family, kind),
                key ->
                        fit(
                                each ->
                                        !each.kind().equals(kind)
                                                && (!each.isPlanted()
                                                        || each.planted().family() != family)
                                                && isSentence(each.planted().family()),
                                JudgedSentence::features,
                                1,
                                TOPIC_RIDGE));
    }

    /**
     * The model {@code instruction-like} without a group of categories and a kind: a head on the
     * vector of the sentence, added to {@code off-topic}, which has seen no instruction.
     */
    LogisticModel instruction(int group, String kind) {
        return models.computeIfAbsent(
                "instruction %d %s".formatted(group, kind),
                key -> sum(offTopic(kind), head(group, kind)));
    }

    private LogisticModel offTopic(String kind) {
        return fit(
                each -> !each.kind().equals(kind) && isOtherSentence(each),
                JudgedSentence::features,
                1,
                TOPIC_RIDGE);
    }

    private LogisticModel head(int group, String kind) {
        return fit(
                each -> !each.kind().equals(kind) && isInstruction(each, group),
                JudgedSentence::vector,
                EVERY_OTHER,
                HEAD_RIDGE);
    }

    private static boolean isOtherSentence(Measured document) {
        Family family = document.planted().family();
        return isSentence(family) && family != Family.INSTRUCTION;
    }

    private static boolean isInstruction(Measured document, int leftOut) {
        return !document.isPlanted()
                || (document.planted().family() == Family.INSTRUCTION
                        && document.planted().group() != leftOut);
    }

    private static LogisticModel sum(LogisticModel topic, LogisticModel head) {
        List<Double> weights = new ArrayList<>(topic.weights());
        head.weights().forEach(weight -> weights.add(HEAD_SHARE * weight));
        return new LogisticModel(topic.bias() + HEAD_SHARE * head.bias(), weights);
    }

    /** The model over the detectors without a family and a kind. */
    DocumentScore score(@Nullable Family family, String kind) {
        return scores.computeIfAbsent(
                "%s %s".formatted(family, kind),
                key ->
                        Fit.of(
                                documents.stream()
                                        .filter(each -> !each.kind().equals(kind))
                                        .filter(
                                                each ->
                                                        !each.isPlanted()
                                                                || each.planted().family()
                                                                        != family)
                                        .map(each -> judged(each, family, kind))
                                        .toList(),
                                DETECTORS));
    }

    /**
     * A document as models see it that know neither its kind nor a family. Where categories are
     * left out, each model that the planted documents are measured by judges a clean one.
     */
    Stream<Measured> judged(Measured document, Family family) {
        String kind = document.kind();
        LogisticModel topic = topic(family, kind);
        if (family != Family.INSTRUCTION) {
            return Stream.of(document.judged(topic, instruction(NO_GROUP, kind)));
        }
        return (document.isPlanted()
                        ? IntStream.of(document.planted().group())
                        : IntStream.range(0, GROUPS))
                .mapToObj(group -> document.judged(topic, instruction(group, kind)));
    }

    private Measured judged(Measured document, @Nullable Family family, String kind) {
        return document.judged(topic(family, kind), instruction(NO_GROUP, kind));
    }

    /** Payloads that are sentences, and no payload. */
    private static boolean isSentence(@Nullable Family family) {
        return family == null || family.compareTo(Family.OTHER_DOCUMENT) <= 0;
    }

    private LogisticModel fit(
            Predicate<Measured> use,
            Function<JudgedSentence, double[]> features,
            int everyOther,
            double ridge) {
        List<double[]> found = new ArrayList<>();
        List<double[]> others = new ArrayList<>();
        documents.stream()
                .filter(use)
                .forEach(
                        each ->
                                each.judged()
                                        .forEach(
                                                sentence ->
                                                        (each.isHit(sentence) ? found : others)
                                                                .add(features.apply(sentence))));
        List<double[]> some =
                IntStream.range(0, others.size())
                        .filter(i -> i % everyOther == 0)
                        .mapToObj(others::get)
                        .toList();
        return LogisticFit.of(found, some, ridge);
    }
}
