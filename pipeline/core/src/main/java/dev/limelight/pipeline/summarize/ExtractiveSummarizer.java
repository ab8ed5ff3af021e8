package dev.limelight.pipeline.summarize;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.pipeline.cancel.Interruption;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.text.layout.JoinedLines;
import dev.limelight.pipeline.text.script.Spacing;
import dev.limelight.pipeline.text.script.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Chooses the most salient sentences, a prior for the kind of document added, and leaves out those
 * that repeat a chosen one (trigram blocking, Paulus et al. 2017). Stateless, thread-safe.
 *
 * <p>A summary is made of prose, see {@link Candidates}, and is never the document: a chosen
 * sentence that is too much of it is cut, see {@link Excerpts}.
 */
public final class ExtractiveSummarizer {

    private ExtractiveSummarizer() {}

    /** The summary of a document. */
    public static Summary summarize(Salience salience, SummaryLength length, Prior prior) {
        Document document = salience.assembled().document();
        List<Integer> candidates = Candidates.of(document, length);
        int wanted = length.of(candidates.size());
        double[] weights = prior.of(document, KindGuess.of(document), candidates);
        List<Integer> chosen =
                choose(document, candidates, withPrior(salience.scores(), weights), wanted);
        List<Excerpt> excerpts = Excerpts.of(document, chosen);
        String text = text(document, excerpts);
        return new Summary(
                salience,
                excerpts,
                text,
                coverage(salience),
                Map.of(Metric.COMPRESSION, (double) text.length() / document.text().length()),
                flags(salience, excerpts));
    }

    /**
     * Shares are a softmax of standard scores, so their logarithms are these, but for a constant.
     */
    private static double[] withPrior(double[] shares, double[] prior) {
        return IntStream.range(0, shares.length)
                .mapToDouble(i -> Math.log(shares[i]) + prior[i])
                .toArray();
    }

    private static List<Integer> choose(
            Document document, List<Integer> candidates, double[] scores, int count) {
        var ranked = new ArrayList<>(candidates);
        ranked.sort(Comparator.comparingDouble((Integer i) -> -scores[i]));
        var chosen = new ArrayList<Integer>();
        Set<String> used = new LinkedHashSet<>();
        for (int candidate : ranked) {
            if (chosen.size() == count) {
                break;
            }
            Interruption.check();
            Set<String> trigrams = trigrams(document, candidate);
            if (trigrams.stream().noneMatch(used::contains)) {
                chosen.add(candidate);
                used.addAll(trigrams);
            }
        }
        chosen.sort(Comparator.naturalOrder());
        return chosen;
    }

    /** The trigrams of a sentence; all its words as one where there are fewer than three. */
    private static Set<String> trigrams(Document document, int index) {
        String sentence = slice(document, index).toLowerCase(Locale.ROOT);
        List<String> words =
                Words.of(sentence).stream()
                        .map(word -> sentence.substring(word.start(), word.end()))
                        .toList();
        return words.size() < 3
                ? Set.of(String.join(" ", words))
                : IntStream.rangeClosed(0, words.size() - 3)
                        .mapToObj(i -> String.join(" ", words.subList(i, i + 3)))
                        .collect(Collectors.toSet());
    }

    private static String text(Document document, List<Excerpt> excerpts) {
        return excerpts.stream()
                .map(excerpt -> document.text().substring(excerpt.start(), excerpt.end()))
                .map(JoinedLines::inOneLine)
                .reduce(Spacing::joined)
                .orElse("");
    }

    private static String slice(Document document, int index) {
        Sentence sentence = document.sentences().get(index);
        return document.text().substring(sentence.start(), sentence.end());
    }

    private static List<Flag> flags(Salience salience, List<Excerpt> excerpts) {
        Document document = salience.assembled().document();
        var flags = new LinkedHashSet<>(document.flags());
        salience.assembled().results().forEach(result -> flags.addAll(result.flags()));
        if (excerpts.stream().anyMatch(excerpt -> isCut(document, excerpt))) {
            flags.add(Flag.SENTENCE_CUT);
        } else if (excerpts.size() == document.sentences().size()) {
            flags.add(Flag.WHOLE_DOCUMENT);
        }
        return List.copyOf(flags);
    }

    private static boolean isCut(Document document, Excerpt excerpt) {
        return excerpt.end() < document.sentences().get(excerpt.sentence()).end();
    }

    private static double coverage(Salience salience) {
        int read = salience.assembled().results().stream().mapToInt(ChunkResult::characters).sum();
        return (double) read / salience.assembled().document().text().length();
    }
}
