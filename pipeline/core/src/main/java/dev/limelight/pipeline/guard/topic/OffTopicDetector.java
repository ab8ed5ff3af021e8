package dev.limelight.pipeline.guard.topic;

import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.LogisticModel;
import dev.limelight.pipeline.guard.detect.Suspicion;
import java.util.List;
import java.util.Locale;

/**
 * The detector {@code off-topic}: a sentence of prose that is like no other of its document, in
 * what it is about and in how it is written. The score is that of a logistic model over
 * similarities and style. It guesses; a digression is as far off as a planted sentence.
 */
public final class OffTopicDetector implements Detector {

    /** Its name in alerts and policies. */
    public static final String NAME = "off-topic";

    private static final LogisticModel SHIPPED =
            LogisticModel.read(
                    OffTopicDetector.class, "off-topic.properties", JudgedSentence.NAMES);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "a sentence that is like no other of its document";
    }

    @Override
    public Cost cost() {
        return Cost.VECTORS;
    }

    @Override
    public String baseline() {
        return "1 - mean cosine to the nearest quarter of all sentences";
    }

    @Override
    public List<Suspicion> inspect(Inspected document) {
        return JudgedSentence.of(document).stream().map(OffTopicDetector::suspicion).toList();
    }

    private static Suspicion suspicion(JudgedSentence sentence) {
        String reason =
                String.format(
                        Locale.ROOT,
                        "similarity %.2f to the nearest three sentences, %.0f %% of its words are"
                                + " in no other",
                        sentence.feature(JudgedSentence.NEAREST),
                        100 * sentence.feature(JudgedSentence.NEW_WORDS));
        double score = SHIPPED.of(sentence.features());
        return new Suspicion(sentence.start(), sentence.end(), score, reason);
    }
}
