package dev.limelight.pipeline.guard.topic;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A sentence that is compared with its document: prose of four words and more. Headings, code and
 * fragments are like nothing.
 *
 * @param start first UTF-16 unit in the document's text
 * @param end one past the last
 * @param features what is known of it, by {@link #NAMES}
 * @param vector of length 1, {@code [d]}
 */
public record JudgedSentence(int start, int end, double[] features, double[] vector) {

    /** The feature that is the mean cosine to the nearest three sentences. */
    public static final String NEAREST = Neighbours.NEAREST_THREE;

    /** The feature that is the mean cosine to the nearest quarter of the sentences. */
    public static final String QUARTER = Neighbours.NEAREST_QUARTER;

    /** The feature that is the share of words that no other sentence has. */
    public static final String NEW_WORDS = "new-words";

    /** What the features are, in their order. */
    public static final List<String> NAMES =
            Stream.of(
                            Neighbours.NAMES.stream(),
                            Stream.of(NEW_WORDS),
                            SentenceStyle.NAMES.stream(),
                            SentenceStyle.NAMES.stream().map(name -> "other-" + name))
                    .flatMap(names -> names)
                    .toList();

    /** Below that many sentences there is no topic to be off. */
    private static final int FEWEST_SENTENCES = 5;

    private static final int FEWEST_WORDS = 4;
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

    /** How many sentences halve the weight of a difference from their usual style. */
    private static final double FEW = 15;

    /** The sentences of a document that are judged, in its order; none of a short document. */
    public static List<JudgedSentence> of(Inspected inspected) {
        Document document = inspected.document();
        List<String> words = inspected.sentences();
        if (words.size() < FEWEST_SENTENCES) {
            return List.of();
        }
        double[][] vectors = inspected.vectors();
        double[][] features = features(inspected);
        List<JudgedSentence> judged = new ArrayList<>();
        for (int i = 0; i < features.length; i++) {
            Sentence sentence = document.sentences().get(i);
            if (isJudged(sentence, words.get(i))) {
                judged.add(
                        new JudgedSentence(
                                sentence.markEnd(), sentence.end(), features[i], vectors[i]));
            }
        }
        return judged;
    }

    private static boolean isJudged(Sentence sentence, String words) {
        return sentence.kind() == SentenceKind.PROSE
                && sentence.end() > sentence.markEnd()
                && WORD.matcher(words).results().limit(FEWEST_WORDS).count() == FEWEST_WORDS;
    }

    private static double[][] features(Inspected inspected) {
        double[][] near = Neighbours.of(inspected.vectors());
        double[] fresh = NewWords.shares(inspected.sentences());
        double[][] style = SentenceStyle.of(inspected.sentences());
        double[][] other = others(style);
        double[][] features = new double[near.length][];
        for (int i = 0; i < near.length; i++) {
            features[i] = joined(near[i], new double[] {fresh[i]}, style[i], other[i]);
        }
        return features;
    }

    private static double[] joined(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    /** How far the style of each sentence is from the median of the document, {@code [n, 6]}. */
    private static double[][] others(double[][] style) {
        double weight = style.length / (style.length + FEW);
        double[][] differences = new double[style.length][SentenceStyle.NAMES.size()];
        for (int k = 0; k < SentenceStyle.NAMES.size(); k++) {
            int column = k;
            double usual =
                    Neighbours.median(
                            Arrays.stream(style)
                                    .mapToDouble(row -> row[column])
                                    .sorted()
                                    .toArray());
            for (int i = 0; i < style.length; i++) {
                differences[i][k] = weight * (style[i][k] - usual);
            }
        }
        return differences;
    }

    /** A feature by its name. */
    public double feature(String name) {
        return features[NAMES.indexOf(name)];
    }
}
