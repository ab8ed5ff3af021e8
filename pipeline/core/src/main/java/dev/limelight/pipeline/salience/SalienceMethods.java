package dev.limelight.pipeline.salience;

import static dev.limelight.pipeline.salience.Numbers.standardized;
import static dev.limelight.pipeline.salience.Numbers.sum;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The registry of salience methods; {@code limelight bench salience} compares them. The methods
 * depend on the encoder: on its layers, and on the heads that its {@link EncoderProfile} names for
 * salience. Nothing is trained. Immutable.
 */
public final class SalienceMethods {

    /** The method that the bench found best. */
    public static final String DEFAULT = "spotlight";

    private final List<SalienceMethod> all;

    private SalienceMethods(EncoderProfile encoder) {
        List<AttentionTap> heads = encoder.salienceHeads();
        AttentionTap last = encoder.lastLayer();
        this.all =
                List.of(
                        method(
                                DEFAULT,
                                "one head's [CLS] row and received attention, similarity to the"
                                        + " document",
                                heads,
                                features -> spotlight(features, heads)),
                        method(
                                "attention-received",
                                "attention received from other sentences, last layer",
                                List.of(last),
                                features -> features.received(last)),
                        method(
                                "attention-centrality",
                                "attention received and degree centrality of sentence embeddings",
                                List.of(last),
                                features ->
                                        sum(
                                                standardized(features.received(last)),
                                                standardized(features.degree()))),
                        method(
                                "cls-attention",
                                "attention of [CLS], last layer",
                                List.of(last),
                                features -> features.clsShare(last)),
                        new SalienceMethod(
                                "rollout",
                                "attention rollout over all layers (Abnar and Zuidema 2020)",
                                encoder.allLayers(),
                                true,
                                true,
                                SentenceFeatures::clsShareOfRollout),
                        baseline("lead", "the first sentences", last, SalienceMethods::lead),
                        baseline("random", "any sentences", last, SalienceMethods::random));
    }

    /** The methods on an encoder. */
    public static SalienceMethods of(EncoderProfile encoder) {
        return new SalienceMethods(encoder);
    }

    /** The methods on the encoder that is used where nobody chooses one. */
    public static SalienceMethods ofDefaultEncoder() {
        return of(EmbeddedModels.profile(EncoderOptions.defaults().model()));
    }

    /** What one head alone says: its {@code [CLS]} row and the attention received. */
    public static SalienceMethod ofHead(AttentionTap head) {
        return method(
                "head",
                "one head's [CLS] row and received attention",
                List.of(head),
                features ->
                        sum(
                                standardized(features.clsAttention(head)),
                                standardized(features.received(head))));
    }

    /** All methods, the default first, the baselines last. */
    public List<SalienceMethod> all() {
        return all;
    }

    /** The attention that any of the methods needs. */
    public List<AttentionTap> taps() {
        return all.stream().flatMap(method -> method.taps().stream()).distinct().toList();
    }

    /** The names, for messages and help. */
    public String names() {
        return all.stream().map(SalienceMethod::name).collect(Collectors.joining(", "));
    }

    /**
     * The method of that name.
     *
     * @throws IllegalArgumentException naming what there is
     */
    public SalienceMethod named(String name) {
        return all.stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "salience method '%s', expected one of %s"
                                                .formatted(name, names())));
    }

    /** Each head counts the same. */
    private static double[] spotlight(SentenceFeatures features, List<AttentionTap> heads) {
        double[] cls = new double[features.size()];
        double[] received = new double[features.size()];
        for (AttentionTap head : heads) {
            cls = sum(cls, standardized(features.clsAttention(head)));
            received = sum(received, standardized(features.received(head)));
        }
        double share = 1.0 / heads.size();
        return sum(
                scaled(cls, share),
                scaled(received, share),
                standardized(features.documentSimilarity()));
    }

    private static double[] scaled(double[] values, double by) {
        return Arrays.stream(values).map(value -> value * by).toArray();
    }

    private static double[] lead(SentenceFeatures features) {
        return IntStream.range(0, features.size()).mapToDouble(i -> 1.0 / (1 + i)).toArray();
    }

    /** Not {@code Random}: its first numbers are nearly the same for ids that are counted up. */
    private static double[] random(SentenceFeatures features) {
        return new SplittableRandom(features.key().hashCode()).doubles(features.size()).toArray();
    }

    private static SalienceMethod method(
            String name, String about, List<AttentionTap> taps, SalienceMethod.Scorer scorer) {
        return new SalienceMethod(name, about, taps, false, true, scorer);
    }

    private static SalienceMethod baseline(
            String name, String about, AttentionTap tap, SalienceMethod.Scorer scorer) {
        return new SalienceMethod(name, about, List.of(tap), false, false, scorer);
    }
}
