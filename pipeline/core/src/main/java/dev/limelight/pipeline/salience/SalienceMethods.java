package dev.limelight.pipeline.salience;

import static dev.limelight.pipeline.salience.Numbers.standardized;
import static dev.limelight.pipeline.salience.Numbers.sum;

import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.pipeline.inference.SentenceAttention;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The registry of salience methods; {@code limelight bench salience} compares them.
 *
 * <p>The head of {@code spotlight} is layer 5 of 6, head 6 of 12 of all-MiniLM-L6-v2 (4 and 5
 * counted from 0). It was chosen on the training part of SciTLDR among the 36 heads of the upper
 * layers; nothing is trained. Averages over all layers or heads are far behind it, and rollout is
 * not ahead of the lead baseline.
 */
public final class SalienceMethods {

    /** The method that the bench found best. */
    public static final String DEFAULT = "spotlight";

    private static final AttentionTap HEAD = AttentionTap.head(4, 5);
    private static final AttentionTap LAST = AttentionTap.mean(5);

    private static final List<SalienceMethod> ALL =
            List.of(
                    method(
                            DEFAULT,
                            "one head's [CLS] row and received attention, likeness to the document",
                            List.of(HEAD),
                            SalienceMethods::spotlight),
                    method(
                            "attention-received",
                            "attention received from other sentences, last layer",
                            List.of(LAST),
                            signals -> signals.received(LAST.toString())),
                    method(
                            "attention-centrality",
                            "attention received and degree centrality of sentence embeddings",
                            List.of(LAST),
                            signals ->
                                    sum(
                                            standardized(signals.received(LAST.toString())),
                                            standardized(signals.degree()))),
                    method(
                            "cls-attention",
                            "attention of [CLS], last layer",
                            List.of(LAST),
                            signals -> signals.clsShare(LAST.toString())),
                    new SalienceMethod(
                            "rollout",
                            "attention rollout over all layers (Abnar and Zuidema 2020)",
                            AttentionTap.means(6),
                            true,
                            true,
                            signals -> signals.clsShare(SentenceAttention.ROLLOUT)),
                    baseline("lead", "the first sentences", SalienceMethods::lead),
                    baseline("random", "any sentences", SalienceMethods::random));

    private SalienceMethods() {}

    /** All methods, the default first, the baselines last. */
    public static List<SalienceMethod> all() {
        return ALL;
    }

    /** The names, for messages and help. */
    public static String names() {
        return ALL.stream().map(SalienceMethod::name).collect(Collectors.joining(", "));
    }

    /**
     * The method of that name.
     *
     * @throws IllegalArgumentException naming what there is
     */
    public static SalienceMethod named(String name) {
        return ALL.stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "salience method '%s', expected one of %s"
                                                .formatted(name, names())));
    }

    private static double[] spotlight(Signals signals) {
        return sum(
                standardized(signals.mass(HEAD.toString())),
                standardized(signals.received(HEAD.toString())),
                standardized(signals.likeness()));
    }

    private static double[] lead(Signals signals) {
        return IntStream.range(0, signals.size()).mapToDouble(i -> 1.0 / (1 + i)).toArray();
    }

    /** Not {@code Random}: its first numbers are nearly the same for ids that are counted up. */
    private static double[] random(Signals signals) {
        return new SplittableRandom(signals.key().hashCode()).doubles(signals.size()).toArray();
    }

    private static SalienceMethod method(
            String name, String about, List<AttentionTap> taps, SalienceMethod.Scorer scorer) {
        return new SalienceMethod(name, about, taps, false, true, scorer);
    }

    private static SalienceMethod baseline(
            String name, String about, SalienceMethod.Scorer scorer) {
        return new SalienceMethod(name, about, List.of(LAST), false, false, scorer);
    }
}
