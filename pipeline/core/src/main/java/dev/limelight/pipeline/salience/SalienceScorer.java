package dev.limelight.pipeline.salience;

import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.attribution.ChunkAttention;
import dev.limelight.pipeline.attribution.Shares;
import dev.limelight.pipeline.cancel.Interruption;
import dev.limelight.pipeline.inference.ChunkResult;
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

    /** The salience of a document's sentences and words by a method. Stateless, thread-safe. */
    public static Salience score(SalienceMethod method, Assembled assembled) {
        double[] raw = method.scorer().score(new SentenceFeatures(assembled));
        double[] shares = Numbers.softmax(Numbers.standardized(raw));
        return new Salience(assembled, method.name(), shares, words(assembled, shares));
    }

    private static List<ScoredWord> words(Assembled assembled, double[] shares) {
        List<List<ScoredWord>> bySentence = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            bySentence.add(new ArrayList<>());
        }
        assembled.results().forEach(result -> addWords(result, bySentence));
        var words = new ArrayList<ScoredWord>();
        for (int i = 0; i < shares.length; i++) {
            Interruption.check();
            words.addAll(divided(bySentence.get(i), shares[i]));
        }
        return words;
    }

    private static void addWords(ChunkResult result, List<List<ScoredWord>> bySentence) {
        ChunkAttention attention = Objects.requireNonNull(result.attention());
        int part = 0;
        for (int word = 0; word < attention.wordStarts().length; word++) {
            int start = attention.wordStarts()[word];
            while (result.parts().get(part).end() <= start) {
                part++;
            }
            bySentence
                    .get(result.parts().get(part).sentence())
                    .add(
                            new ScoredWord(
                                    start,
                                    attention.wordEnds()[word],
                                    attention.wordWeights()[word]));
        }
    }

    private static List<ScoredWord> divided(List<ScoredWord> words, double share) {
        double[] weights = Shares.of(words.stream().mapToDouble(ScoredWord::score).toArray());
        var divided = new ArrayList<ScoredWord>();
        for (int i = 0; i < weights.length; i++) {
            ScoredWord word = words.get(i);
            divided.add(new ScoredWord(word.start(), word.end(), share * weights[i]));
        }
        return divided;
    }
}
