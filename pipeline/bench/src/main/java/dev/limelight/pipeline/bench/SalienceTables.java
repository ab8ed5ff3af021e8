package dev.limelight.pipeline.bench;

import dev.limelight.pipeline.bench.Judge.Verdict;
import dev.limelight.pipeline.summarize.heads.Erasure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Brings what {@link SalienceBench} measured into tables. */
final class SalienceTables {

    static final List<String> ROUGE_NOTES =
            List.of(
                    "R-1, R-2, R-L: F1 in per cent, no stemming, best of the references. hit:"
                            + " chosen sentences, in per cent, that are",
                    "among as many of the highest R-1; the oracle chooses these. random: mean of"
                            + " 20 draws. Intervals: 95 %, paired",
                    "bootstrap, %d resamples.".formatted(PairedBootstrap.RESAMPLES));

    static final List<String> ERASURE_NOTES =
            List.of(
                    "",
                    "effect: 1 - cosine, times 100, of the document's embedding before and after"
                            + " the brightest sentence is taken out;",
                    "random: the mean over all sentences. rank correlation: Spearman, of the light"
                            + " and the effect of each sentence.");

    private SalienceTables() {}

    static List<String> rouge(Map<String, List<Verdict>> rows) {
        double[] lead = ones(row(rows, Contender.LEAD));
        double[] random = ones(row(rows, "random"));
        var table = new Table("method", "R-1", "R-2", "R-L", "hit", "R-1 to lead", "R-1 to random");
        rows.forEach(
                (name, verdicts) ->
                        table.row(
                                name,
                                percent(verdicts, verdict -> verdict.rouge().one()),
                                percent(verdicts, verdict -> verdict.rouge().two()),
                                percent(verdicts, verdict -> verdict.rouge().longest()),
                                percent(verdicts, Verdict::hit),
                                difference(ones(verdicts), lead),
                                difference(ones(verdicts), random)));
        return table.lines();
    }

    static List<String> erasure(List<double[]> effects, Map<String, List<double[]>> scores) {
        double[] random = effects.stream().mapToDouble(effect -> 100 * mean(effect)).toArray();
        var table = new Table("method", "effect", "to random", "rank correlation");
        scores.forEach(
                (name, found) -> {
                    double[] top = ofBrightest(effects, found);
                    table.row(
                            name,
                            number(mean(top), 2),
                            difference(top, random),
                            number(correlation(effects, found), 2));
                });
        table.row("random, expected", number(mean(random), 2), difference(random, random), "0.00");
        return table.lines();
    }

    private static double[] ofBrightest(List<double[]> effects, List<double[]> scores) {
        return IntStream.range(0, effects.size())
                .mapToDouble(i -> 100 * effects.get(i)[highest(scores.get(i))])
                .toArray();
    }

    private static int highest(double[] scores) {
        return IntStream.range(0, scores.length)
                .reduce((a, b) -> scores[b] > scores[a] ? b : a)
                .orElseThrow();
    }

    private static double correlation(List<double[]> effects, List<double[]> scores) {
        return IntStream.range(0, effects.size())
                .mapToDouble(i -> Erasure.rankCorrelation(effects.get(i), scores.get(i)))
                .average()
                .orElse(0);
    }

    private static List<Verdict> row(Map<String, List<Verdict>> rows, String name) {
        return Objects.requireNonNull(rows.get(name), name);
    }

    private static double[] ones(List<Verdict> verdicts) {
        return verdicts.stream().mapToDouble(verdict -> 100 * verdict.rouge().one()).toArray();
    }

    private static String percent(List<Verdict> verdicts, ToDoubleFunction<Verdict> figure) {
        return number(100 * verdicts.stream().mapToDouble(figure).average().orElse(0), 1);
    }

    private static String difference(double[] values, double[] baseline) {
        return Arrays.equals(values, baseline)
                ? "0"
                : PairedBootstrap.of(values, baseline).toString();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
