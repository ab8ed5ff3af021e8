package dev.limelight.pipeline.bench.guard;

import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.guard.Detectors;
import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.Suspicion;
import dev.limelight.pipeline.guard.topic.JudgedSentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A way to suspect spans: a detector, or a rule that it has to beat.
 *
 * @param name as tables have it
 * @param of the suspicious spans of a document
 */
record Score(String name, Function<Inspected, List<Suspicion>> of) {

    private static final double QUARTER = 0.25;
    private static final double WORDS_WEIGHT = 0.3;
    private static final Set<String> INSTRUCTING =
            Set.of(
                    "ignore",
                    "disregard",
                    "forget",
                    "instruction",
                    "instructions",
                    "prompt",
                    "summarize",
                    "summary",
                    "translate",
                    "respond",
                    "reply",
                    "answer",
                    "write",
                    "please",
                    "assistant",
                    "anweisungen",
                    "antworte",
                    "schreibe",
                    "vergiss");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** All detectors. */
    static List<Score> detectors() {
        return Detectors.all().stream().map(Score::of).toList();
    }

    private static Score of(Detector detector) {
        return new Score(detector.name(), detector::inspect);
    }

    /** The baselines. */
    static List<Score> baselines() {
        return List.of(
                new Score("nearest three and new words", Score::distances),
                new Score("nearest quarter, prose", Score::quarters),
                new Score("nearest quarter", document -> sentences(document, quarter(document))),
                new Score("cosine to the mean", document -> sentences(document, mean(document))),
                new Score("TF-IDF", document -> sentences(document, tfIdf(document))),
                new Score("instruction words", document -> sentences(document, lexicon(document))),
                new Score("repeated words", document -> sentences(document, repeated(document))),
                new Score("longest run", document -> sentences(document, longest(document))),
                new Score("format characters", document -> sentences(document, formats(document))));
    }

    /** The distance to the nearest three, with a weight for new words. */
    private static List<Suspicion> distances(Inspected document) {
        return judged(
                document,
                each ->
                        (1
                                        - each.feature(JudgedSentence.NEAREST)
                                        + WORDS_WEIGHT * each.feature(JudgedSentence.NEW_WORDS))
                                / (1 + WORDS_WEIGHT));
    }

    private static List<Suspicion> quarters(Inspected document) {
        return judged(document, each -> 1 - each.feature(JudgedSentence.QUARTER));
    }

    /** Sentences of prose only, as the detectors have them. */
    private static List<Suspicion> judged(
            Inspected document, ToDoubleFunction<JudgedSentence> score) {
        return JudgedSentence.of(document).stream()
                .map(each -> suspicion(each.start(), each.end(), score.applyAsDouble(each)))
                .toList();
    }

    private static List<Suspicion> sentences(Inspected document, double[] scores) {
        List<Suspicion> suspicions = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            Sentence sentence = document.document().sentences().get(i);
            suspicions.add(suspicion(sentence.start(), sentence.end(), scores[i]));
        }
        return suspicions;
    }

    private static Suspicion suspicion(int start, int end, double score) {
        return new Suspicion(start, end, Math.max(0, Math.min(1, score)), "sentence");
    }

    private static double[] quarter(Inspected document) {
        double[][] vectors = document.vectors();
        double[] distances = new double[vectors.length];
        for (int i = 0; i < distances.length; i++) {
            int self = i;
            double[] cosines =
                    Arrays.stream(vectors)
                            .filter(other -> other != vectors[self])
                            .mapToDouble(other -> dot(vectors[self], other))
                            .sorted()
                            .toArray();
            int from = cosines.length - Math.max(1, (int) Math.round(QUARTER * cosines.length));
            distances[i] =
                    1
                            - Arrays.stream(cosines, Math.max(0, from), cosines.length)
                                    .average()
                                    .orElse(1);
        }
        return distances;
    }

    private static double[] mean(Inspected document) {
        return fromOthers(document.vectors());
    }

    private static double[] fromOthers(double[][] vectors) {
        double[] sum = new double[vectors[0].length];
        for (double[] vector : vectors) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += vector[k];
            }
        }
        return Arrays.stream(vectors)
                .mapToDouble(
                        vector -> {
                            double own = dot(vector, vector);
                            double length = dot(sum, sum) - 2 * dot(sum, vector) + own;
                            double norm = Math.sqrt(Math.max(0, length) * own);
                            return norm == 0 ? 1 : 1 - (dot(vector, sum) - own) / norm;
                        })
                .toArray();
    }

    private static double[] tfIdf(Inspected document) {
        List<String[]> words = document.sentences().stream().map(Score::words).toList();
        Map<String, Integer> index = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (String[] sentence : words) {
            Arrays.stream(sentence)
                    .distinct()
                    .forEach(
                            word -> {
                                index.putIfAbsent(word, index.size());
                                counts.merge(word, 1, Integer::sum);
                            });
        }
        double[][] vectors = new double[words.size()][index.size() + 1];
        for (int i = 0; i < vectors.length; i++) {
            for (String word : words.get(i)) {
                double sentences = counts.getOrDefault(word, 1);
                vectors[i][index.getOrDefault(word, 0)] += Math.log(1 + vectors.length / sentences);
            }
        }
        return fromOthers(vectors);
    }

    /** The share of words that speak to a model. */
    private static double[] lexicon(Inspected document) {
        return document.sentences().stream()
                .map(Score::words)
                .mapToDouble(
                        words ->
                                Arrays.stream(words).filter(INSTRUCTING::contains).count()
                                        / (3.0 + words.length))
                .toArray();
    }

    private static double[] repeated(Inspected document) {
        return document.sentences().stream()
                .map(Score::words)
                .mapToDouble(Score::repeated)
                .toArray();
    }

    private static double repeated(String[] words) {
        double distinct = Arrays.stream(words).distinct().count();
        return words.length == 0 ? 0 : 1 - distinct / words.length;
    }

    private static double[] longest(Inspected document) {
        return document.sentences().stream()
                .mapToDouble(
                        sentence ->
                                Arrays.stream(sentence.split("\\s+", -1))
                                        .mapToInt(String::length)
                                        .max()
                                        .orElse(0))
                .map(length -> length / (length + 40))
                .toArray();
    }

    private static double[] formats(Inspected document) {
        return document.sentences().stream()
                .mapToDouble(sentence -> sentence.codePoints().filter(Score::isFormat).count())
                .map(count -> count / (count + 1))
                .toArray();
    }

    private static boolean isFormat(int point) {
        return Character.getType(point) == Character.FORMAT;
    }

    private static String[] words(String sentence) {
        return WORD.matcher(sentence.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toArray(String[]::new);
    }

    private static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int k = 0; k < a.length; k++) {
            dot += a[k] * b[k];
        }
        return dot;
    }
}
