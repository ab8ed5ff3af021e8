package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.pipeline.attribution.Shares;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.prose.Prose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts a summary together from what was written on its last level. Not thread-safe. */
final class Assembly {

    private static final double SAME = 1e-6;

    private final Document document;
    private final List<Passage> passages;
    private final Set<Flag> flags = new LinkedHashSet<>();
    private double queuedMs;
    private double inferenceMs;

    /**
     * @param passages those of the document
     */
    Assembly(Document document, List<Passage> passages) {
        this.document = document;
        this.passages = passages;
        flags.addAll(document.flags());
        passages.forEach(passage -> flags.addAll(passage.flags()));
    }

    /** Counts what was written on any level. */
    void add(Partial partial) {
        flags.addAll(partial.flags());
        queuedMs = Math.max(queuedMs, partial.queuedMs());
        inferenceMs += partial.inferenceMs();
    }

    void flag(Flag flag) {
        flags.add(flag);
    }

    /**
     * The summary.
     *
     * @param last what was written on the last level, in order; none of it is blank
     * @param levels how many there were
     * @param length how many sentences of the document are named
     */
    AbstractiveSummary summary(
            List<Partial> last, int levels, SummaryLength length, ModelRef model) {
        List<ScoredWord> words = words(last);
        double[] scores = scores(words);
        String text =
                last.stream()
                        .map(partial -> partial.text().strip().replaceAll("\\s+", " "))
                        .collect(Collectors.joining(" "));
        return new AbstractiveSummary(
                document,
                text,
                chosen(scores, length),
                scores,
                words,
                passages.size(),
                1,
                model,
                quality(text, last, levels),
                List.copyOf(flags),
                queuedMs,
                inferenceMs);
    }

    /** The words of the document with their shares of all written tokens. */
    private List<ScoredWord> words(List<Partial> last) {
        double[] sums = new double[passages.stream().mapToInt(p -> p.spans().size()).sum()];
        last.stream()
                .flatMap(partial -> partial.sentences().stream())
                .forEach(sentence -> sentence.source().addTo(sums, sentence.tokens()));
        double[] shares = Shares.of(sums);
        List<ScoredWord> words = new ArrayList<>(shares.length);
        for (Passage passage : passages) {
            for (AttributedSpan word : passage.spans()) {
                AttributedSpan moved = word.moved(passage.start());
                double share = shares[words.size()];
                words.add(new ScoredWord(moved.start(), moved.end(), share));
            }
        }
        return words;
    }

    private double[] scores(List<ScoredWord> words) {
        List<Sentence> sentences = document.sentences();
        double[] scores = new double[sentences.size()];
        int sentence = 0;
        for (ScoredWord word : words) {
            while (word.start() >= sentences.get(sentence).end()) {
                sentence++;
            }
            scores[sentence] += word.score();
        }
        return scores;
    }

    /**
     * The sentences with the largest shares, the first of equals; none without a share, and notices
     * only where there is nothing else. What differs by less than attention does with what else is
     * in the batch counts as equal.
     */
    private List<Integer> chosen(double[] scores, SummaryLength length) {
        Prose prose = Prose.of(document);
        List<Integer> all =
                IntStream.range(0, scores.length).filter(i -> scores[i] > 0).boxed().toList();
        List<Integer> text = all.stream().filter(i -> !prose.isBoilerplate(i)).toList();
        List<Integer> candidates = text.isEmpty() ? all : text;
        return candidates.stream()
                .sorted(Comparator.comparingDouble((Integer i) -> -Math.rint(scores[i] / SAME)))
                .limit(length.of(candidates.size()))
                .sorted()
                .toList();
    }

    private Map<Metric, Double> quality(String text, List<Partial> last, int levels) {
        double logs = 0;
        int tokens = 0;
        for (Partial partial : last) {
            tokens += partial.logs().length;
            for (float log : partial.logs()) {
                logs += log;
            }
        }
        return Map.of(
                Metric.COMPRESSION, (double) text.length() / document.text().length(),
                Metric.LEVELS, (double) levels,
                Metric.LOG_PROBABILITY, logs / Math.max(1, tokens));
    }
}
