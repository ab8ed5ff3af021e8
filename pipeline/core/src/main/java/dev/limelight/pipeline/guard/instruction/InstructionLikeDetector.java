package dev.limelight.pipeline.guard.instruction;

import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.LogisticModel;
import dev.limelight.pipeline.guard.detect.Suspicion;
import dev.limelight.pipeline.guard.topic.JudgedSentence;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The detector {@code instruction-like}: a sentence that reads like an instruction to a model and
 * is unlike its document. The score is that of a logistic model over the sentence's vector and its
 * features in the document. It guesses, and cannot tell a planted instruction from a rightful one.
 *
 * <p>The weights are those of one encoder, {@value #ENCODER}; with another one it suspects nothing.
 */
public final class InstructionLikeDetector implements Detector {

    /** Its name in alerts and policies. */
    public static final String NAME = "instruction-like";

    /** The encoder whose vectors the weights are for. */
    public static final String ENCODER = "sentence-transformers/all-MiniLM-L6-v2";

    private static final int WIDTH = 384;

    /** What the features are: those in the document, then the vector. */
    public static final List<String> FEATURES =
            Stream.concat(
                            JudgedSentence.NAMES.stream(),
                            IntStream.range(0, WIDTH).mapToObj(k -> "vector-" + k))
                    .toList();

    private static final LogisticModel SHIPPED =
            LogisticModel.read(
                    InstructionLikeDetector.class, "instruction-like.properties", FEATURES);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "a sentence that reads like an instruction and is unlike its document";
    }

    @Override
    public Cost cost() {
        return Cost.VECTORS;
    }

    @Override
    public String baseline() {
        return "the share of words such as ignore, instructions, summarize, reply";
    }

    @Override
    public List<Suspicion> inspect(Inspected document) {
        if (!document.modelId().equals(ENCODER)) {
            return List.of();
        }
        return JudgedSentence.of(document).stream()
                .map(InstructionLikeDetector::suspicion)
                .toList();
    }

    /** The features of a sentence, by {@link #FEATURES}. */
    public static double[] features(JudgedSentence sentence) {
        double[] features = new double[FEATURES.size()];
        int own = sentence.features().length;
        System.arraycopy(sentence.features(), 0, features, 0, own);
        System.arraycopy(sentence.vector(), 0, features, own, WIDTH);
        return features;
    }

    private static Suspicion suspicion(JudgedSentence sentence) {
        double score = SHIPPED.of(features(sentence));
        String reason =
                String.format(
                        Locale.ROOT,
                        "reads like an instruction (%.2f), similarity %.2f to the nearest three"
                                + " sentences",
                        score,
                        sentence.feature(JudgedSentence.NEAREST));
        return new Suspicion(sentence.start(), sentence.end(), score, reason);
    }
}
