package dev.limelight.pipeline.salience;

import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.cancel.Interruption;
import dev.limelight.pipeline.inference.Glance;
import dev.limelight.pipeline.inference.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Turns a method's scores into shares: softmax of the standardized scores, so that they are above
 * 0, sum to 1, and keep the method's order. A sentence's share is divided among its words as the
 * {@code [CLS]} row of the last tapped map divides its attention.
 */
public final class SalienceScorer {

    private SalienceScorer() {}

    /** Where the light of {@code method} falls on a document. Stateless, thread-safe. */
    public static Salience score(SalienceMethod method, Assembled assembled) {
        double[] raw = method.scorer().score(new Signals(assembled));
        double[] shares = Numbers.softmax(Numbers.standardized(raw));
        return new Salience(assembled, method.name(), shares, words(assembled, shares));
    }

    private static List<ScoredWord> words(Assembled assembled, double[] shares) {
        List<List<ScoredWord>> bySentence = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            bySentence.add(new ArrayList<>());
        }
        assembled.readings().forEach(reading -> addWords(reading, bySentence));
        var words = new ArrayList<ScoredWord>();
        for (int i = 0; i < shares.length; i++) {
            Interruption.check();
            words.addAll(divided(bySentence.get(i), shares[i]));
        }
        return words;
    }

    private static void addWords(Reading reading, List<List<ScoredWord>> bySentence) {
        Glance glance = Objects.requireNonNull(reading.glance());
        int part = 0;
        for (int word = 0; word < glance.wordStarts().length; word++) {
            int start = glance.wordStarts()[word];
            while (reading.parts().get(part).end() <= start) {
                part++;
            }
            bySentence
                    .get(reading.parts().get(part).sentence())
                    .add(
                            new ScoredWord(
                                    start, glance.wordEnds()[word], glance.wordWeights()[word]));
        }
    }

    private static List<ScoredWord> divided(List<ScoredWord> words, double share) {
        double[] weights = Numbers.shares(words.stream().mapToDouble(ScoredWord::score).toArray());
        var divided = new ArrayList<ScoredWord>();
        for (int i = 0; i < weights.length; i++) {
            ScoredWord word = words.get(i);
            divided.add(new ScoredWord(word.start(), word.end(), share * weights[i]));
        }
        return divided;
    }
}
