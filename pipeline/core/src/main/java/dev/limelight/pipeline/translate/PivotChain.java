package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.pipeline.attribution.SpanAttention;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.translate.fragment.Link;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins the translation into a third language and the one out of it. A target word stands for the
 * source words that its words of the third language stand for, by the product of the weights;
 * salience goes back the same way. The log-probability is that of both passes: the sum of their
 * means. Flags are those of both.
 */
final class PivotChain {

    private final Translation into;
    private final Translation out;
    private final List<Integer> segmentOf;
    private final String target;
    private final StringBuilder text = new StringBuilder();
    private final List<Segment> segments = new ArrayList<>();
    private final Map<Integer, Double> salience = new TreeMap<>();
    private int reached;
    private int word;

    /**
     * A chain.
     *
     * @param segmentOf for each segment of {@code out}, which of {@code into} it was made from
     */
    PivotChain(Translation into, Translation out, List<Integer> segmentOf, String target) {
        this.into = into;
        this.out = out;
        this.segmentOf = segmentOf;
        this.target = target;
    }

    Translation joined() {
        int next = 0;
        for (int i = 0; i < into.segments().size(); i++) {
            boolean went = next < segmentOf.size() && segmentOf.get(next) == i;
            add(into.segments().get(i), went ? out.segments().get(next++) : null);
        }
        text.append(into.document().text().substring(reached));
        Set<Flag> flags = union(into.flags(), out.flags());
        flags.add(Flag.PIVOT);
        List<ScoredWord> words = words();
        return new Translation(
                into.document(),
                target,
                text.toString(),
                List.copyOf(segments),
                scores(words),
                words,
                Math.min(into.coverage(), out.coverage()),
                new ModelRef(
                        into.model().id() + "+" + out.model().id(),
                        into.model().revision() + "+" + out.model().revision()),
                quality(),
                List.copyOf(flags),
                Math.max(into.queuedMs(), out.queuedMs()),
                into.inferenceMs() + out.inferenceMs());
    }

    private void add(Segment left, @Nullable Segment right) {
        text.append(into.document().text(), reached, left.start());
        reached = left.end();
        if (right == null) {
            segments.add(left);
            text.append(left.text());
            return;
        }
        text.append(right.text());
        segments.add(
                new Segment(
                        left.start(),
                        left.end(),
                        right.text(),
                        left.logProbability() + right.logProbability(),
                        links(left, right),
                        List.copyOf(union(left.flags(), right.flags()))));
        shine(left, right);
    }

    /** The words of the source that a word of the third language stands for, shares of 1. */
    private static Map<Link, Double> behind(Segment left, int from, int to) {
        Map<Link, Double> behind = new LinkedHashMap<>();
        double sum = 0;
        for (Link link : left.links()) {
            if (link.targetStart() < to && link.targetEnd() > from) {
                behind.put(link, link.weight());
                sum += link.weight();
            }
        }
        double all = Math.max(1, sum);
        behind.replaceAll((link, weight) -> weight / all);
        return behind;
    }

    private static List<Link> links(Segment left, Segment right) {
        Map<List<Integer>, Map<List<Integer>, Double>> byTarget = new LinkedHashMap<>();
        for (Link link : right.links()) {
            var sources =
                    byTarget.computeIfAbsent(
                            List.of(link.targetStart(), link.targetEnd()),
                            any -> new LinkedHashMap<>());
            int from = link.sourceStart() - right.start();
            behind(left, from, link.sourceEnd() - right.start())
                    .forEach(
                            (first, share) ->
                                    sources.merge(
                                            List.of(first.sourceStart(), first.sourceEnd()),
                                            share * link.weight(),
                                            Double::sum));
        }
        List<Link> links = new ArrayList<>();
        byTarget.forEach((word, sources) -> links.addAll(strongest(word, sources)));
        return links;
    }

    /** The strongest of a word's sources and those others that have enough, as in one pass. */
    private static List<Link> strongest(List<Integer> word, Map<List<Integer>, Double> sources) {
        double most = sources.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double least = Math.min(most, SpanAttention.SECOND_FROM);
        List<Link> links = new ArrayList<>();
        sources.forEach(
                (source, weight) -> {
                    if (weight > 0 && weight >= least) {
                        links.add(
                                new Link(
                                        source.get(0),
                                        source.get(1),
                                        word.get(0),
                                        word.get(1),
                                        Math.min(1, weight)));
                    }
                });
        return links;
    }

    /**
     * The salience of a word of the third language goes to the source words that it is aligned to.
     */
    private void shine(Segment left, Segment right) {
        while (word < out.words().size() && out.words().get(word).start() < right.end()) {
            ScoredWord scored = out.words().get(word++);
            int from = scored.start() - right.start();
            behind(left, from, scored.end() - right.start())
                    .forEach(
                            (link, share) ->
                                    salience.merge(
                                            link.sourceStart(),
                                            share * scored.score(),
                                            Double::sum));
        }
    }

    /** All words of the source; the first pass's salience where none of the second came through. */
    private List<ScoredWord> words() {
        double sum =
                into.words().stream()
                        .mapToDouble(each -> salience.getOrDefault(each.start(), 0.0))
                        .sum();
        if (sum <= 0) {
            return into.words();
        }
        List<ScoredWord> words = new ArrayList<>();
        for (ScoredWord each : into.words()) {
            double score = salience.getOrDefault(each.start(), 0.0) / sum;
            words.add(new ScoredWord(each.start(), each.end(), score));
        }
        return words;
    }

    private double[] scores(List<ScoredWord> words) {
        double[] scores = new double[segments.size()];
        int at = 0;
        for (ScoredWord each : words) {
            while (each.start() >= segments.get(at).end()) {
                at++;
            }
            scores[at] += each.score();
        }
        return scores;
    }

    private Map<Metric, Double> quality() {
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        figures.putAll(into.quality());
        out.quality()
                .forEach(
                        (metric, value) ->
                                figures.merge(metric, value, metric.join()::applyAsDouble));
        return figures;
    }

    private static Set<Flag> union(List<Flag> one, List<Flag> other) {
        Set<Flag> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }
}
