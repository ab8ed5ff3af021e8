package dev.limelight.pipeline.guard.topic;

import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.Suspicion;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The detector {@code off-topic}: a sentence that is like no other of its document. The score is
 * the distance to the three nearest sentences, with some weight for words that no other sentence
 * has. Only prose of four words and more is judged: headings, code and fragments are like nothing.
 * It guesses; a digression is as far off as a planted sentence.
 */
public final class OffTopicDetector implements Detector {

    /** Its name in alerts and policies. */
    public static final String NAME = "off-topic";

    /** Below that many sentences there is no topic to be off. */
    private static final int FEWEST_SENTENCES = 5;

    private static final int FEWEST_WORDS = 4;
    private static final double WORDS_WEIGHT = 0.3;
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

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
        List<Sentence> sentences = document.document().sentences();
        List<Suspicion> suspicions = new ArrayList<>();
        if (sentences.size() < FEWEST_SENTENCES) {
            return suspicions;
        }
        double[] distances = Neighbours.distances(document.vectors());
        double[] fresh = NewWords.shares(document.sentences());
        for (int i = 0; i < distances.length; i++) {
            if (isJudged(sentences.get(i), document.sentences().get(i))) {
                suspicions.add(suspicion(sentences.get(i), distances[i], fresh[i]));
            }
        }
        return suspicions;
    }

    private static boolean isJudged(Sentence sentence, String words) {
        return sentence.kind() == SentenceKind.PROSE
                && sentence.end() > sentence.markEnd()
                && WORD.matcher(words).results().limit(FEWEST_WORDS).count() == FEWEST_WORDS;
    }

    private static Suspicion suspicion(Sentence sentence, double distance, double fresh) {
        double score = (Math.max(0, distance) + WORDS_WEIGHT * fresh) / (1 + WORDS_WEIGHT);
        String reason =
                String.format(
                        Locale.ROOT,
                        "similarity %.2f to the nearest three sentences, %.0f %% of its words are"
                                + " in no other",
                        1 - distance,
                        100 * fresh);
        return new Suspicion(sentence.markEnd(), sentence.end(), Math.min(1, score), reason);
    }
}
