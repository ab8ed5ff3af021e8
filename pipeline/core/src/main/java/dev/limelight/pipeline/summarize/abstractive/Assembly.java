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
import dev.limelight.pipeline.text.script.Spacing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Puts a summary together from what was written on its last level. Not thread-safe. */
final class Assembly {

    private static final double SAME = 1e-6;

    private final Document document;
    private final List<SummaryInput> inputs;
    private final Set<Flag> flags = new LinkedHashSet<>();
    private double queuedMs;
    private double inferenceMs;

    /**
     * @param inputs those of the document
     */
    Assembly(Document document, List<SummaryInput> inputs) {
        this.document = document;
        this.inputs = inputs;
        flags.addAll(document.flags());
        inputs.forEach(input -> flags.addAll(input.flags()));
    }

    /** Counts what was written on any level. */
    void add(PartSummary part) {
        flags.addAll(part.flags());
        queuedMs = Math.max(queuedMs, part.queuedMs());
        inferenceMs += part.inferenceMs();
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
            List<PartSummary> last, int levels, SummaryLength length, ModelRef model) {
        List<ScoredWord> words = words(last);
        double[] scores = scores(words);
        String text =
                last.stream()
                        .map(part -> part.text().strip().replaceAll("\\s+", " "))
                        .reduce("", Spacing::joined);
        return new AbstractiveSummary(
                document,
                text,
                chosen(scores, length),
                scores,
                words,
                inputs.size(),
                1,
                model,
                quality(text, last, levels),
                List.copyOf(flags),
                queuedMs,
                inferenceMs);
    }

    /** The words of the document with their shares of all written tokens. */
    private List<ScoredWord> words(List<PartSummary> last) {
        double[] sums = new double[inputs.stream().mapToInt(p -> p.spans().size()).sum()];
        last.stream()
                .flatMap(part -> part.sentences().stream())
                .forEach(sentence -> sentence.source().addTo(sums, sentence.tokens()));
        double[] shares = Shares.of(sums);
        List<ScoredWord> words = new ArrayList<>(shares.length);
        for (SummaryInput input : inputs) {
            for (AttributedSpan word : input.spans()) {
                AttributedSpan moved = word.moved(input.start());
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

    private Map<Metric, Double> quality(String text, List<PartSummary> last, int levels) {
        double logs = 0;
        int tokens = 0;
        for (PartSummary part : last) {
            tokens += part.logs().length;
            for (float log : part.logs()) {
                logs += log;
            }
        }
        return Map.of(
                Metric.COMPRESSION, (double) text.length() / document.text().length(),
                Metric.LEVELS, (double) levels,
                Metric.LOG_PROBABILITY, logs / Math.max(1, tokens));
    }
}
