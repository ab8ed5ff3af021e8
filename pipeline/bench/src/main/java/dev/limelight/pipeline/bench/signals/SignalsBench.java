package dev.limelight.pipeline.bench.signals;

import dev.limelight.connectors.record.Flag;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.bench.Conditions;
import dev.limelight.pipeline.bench.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/**
 * Translates sentences, damages the translations, and measures how well each signal tells the one
 * from the other. What the model wrote counts as good as it is, with the errors that it has; so the
 * figures say what a signal sees of a damage, not how good translations are.
 */
public final class SignalsBench {

    private static final long SEED = 7;

    private final Seq2SeqClient client;
    private final String source;
    private final String target;
    private final List<String> sentences;
    private final Random random = new Random(SEED);

    /**
     * A bench.
     *
     * @param client loaded with an attention to align by
     * @param source BCP 47
     * @param target BCP 47
     * @param sentences in the source language, at least two
     */
    public SignalsBench(
            Seq2SeqClient client, String source, String target, List<String> sentences) {
        if (sentences.size() < 2) {
            throw new IllegalArgumentException(
                    "%d sentences, expected at least 2".formatted(sentences.size()));
        }
        this.client = client;
        this.source = source;
        this.target = target;
        this.sentences = List.copyOf(sentences);
    }

    /**
     * Measures.
     *
     * @param step called for each sentence
     * @return two tables with what they were measured on
     */
    public List<String> run(Runnable step) {
        List<Pass> passes = passes(step);
        Map<Damage, List<Sample[]>> pairs = new EnumMap<>(Damage.class);
        for (Damage damage : Damage.values()) {
            pairs.put(damage, damaged(damage, passes));
        }
        double usual = usual(passes);
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%d sentences, %s to %s by %s; usual length ratio %.2f; %s",
                        passes.size(),
                        source,
                        target,
                        client.info().id(),
                        usual,
                        Conditions.machine()));
        lines.add("");
        lines.add(
                "AUC: how often a damaged one looks worse than one that is not; 50 tells nothing");
        lines.addAll(ranked(pairs, usual).lines());
        lines.add("");
        lines.add("Flagged at the default thresholds, in percent");
        lines.addAll(flagged(pairs, passes).lines());
        return lines;
    }

    private List<Pass> passes(Runnable step) {
        List<Asked> plain = asked(sentences);
        List<Asked> scrambled =
                asked(sentences.stream().map(each -> Damage.scrambled(each, random)).toList());
        List<Asked> misread =
                asked(sentences.stream().map(each -> Damage.misread(each, random)).toList());
        List<Pass> passes = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            Sample good = plain.get(i).sample();
            passes.add(
                    new Pass(
                            good,
                            plain.get(i).answer().join(),
                            scrambled.get(i).sample().withSource(good.source()),
                            misread.get(i).sample().withSource(good.source())));
            step.run();
        }
        return passes;
    }

    /** A text that the model was given. */
    private record Asked(String text, CompletableFuture<GenerateResult> answer) {

        Sample sample() {
            return Sample.of(text, answer.join());
        }
    }

    private List<Asked> asked(List<String> texts) {
        return texts.stream().map(text -> new Asked(text, ask(text))).toList();
    }

    private CompletableFuture<GenerateResult> ask(String text) {
        return client.generate(GenerateRequest.of(text).withLanguages(source, target));
    }

    /** Good and damaged ones of the same sentences, so that the sentences make no difference. */
    private List<Sample[]> damaged(Damage damage, List<Pass> passes) {
        List<Sample[]> pairs = new ArrayList<>();
        for (int i = 0; i < passes.size(); i++) {
            Pass other = passes.get((i + 1) % passes.size());
            Sample bad = damage.of(passes.get(i), other, random);
            if (bad != null && !bad.target().equals(passes.get(i).good().target())) {
                pairs.add(new Sample[] {passes.get(i).good(), bad});
            }
        }
        return pairs;
    }

    private static double usual(List<Pass> passes) {
        double[] ratios =
                passes.stream().mapToDouble(pass -> Score.ratio(pass.good())).sorted().toArray();
        return ratios[ratios.length / 2];
    }

    private Table ranked(Map<Damage, List<Sample[]>> pairs, double usual) {
        var counting = new Score.Counting(source, target, client.tokens()::count);
        Table table = table("signal, and its baseline", pairs);
        for (Score score : Score.all(counting, usual, sample -> random.nextDouble())) {
            List<String> cells = new ArrayList<>();
            cells.add(score.heading());
            pairs.values().forEach(each -> cells.add(percent(auc(each, score.of()))));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private Table flagged(Map<Damage, List<Sample[]>> pairs, List<Pass> passes) {
        Table table = table("flag", pairs, "good");
        var flags = new SampleFlags(new Score.Counting(source, target, client.tokens()::count));
        for (Flag flag : SampleFlags.ALL) {
            List<String> cells = new ArrayList<>();
            cells.add("`" + flag.wireName() + "`");
            cells.add(percent(flags.share(passes.stream().map(Pass::good).toList(), flag)));
            for (List<Sample[]> each : pairs.values()) {
                cells.add(percent(flags.share(each.stream().map(pair -> pair[1]).toList(), flag)));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static Table table(String first, Map<Damage, List<Sample[]>> pairs, String... between) {
        List<String> headings = new ArrayList<>(List.of(first));
        headings.addAll(List.of(between));
        pairs.forEach(
                (damage, samples) ->
                        headings.add(
                                "%s (%d)"
                                        .formatted(
                                                damage.name().toLowerCase(Locale.ROOT),
                                                samples.size())));
        return new Table(headings.toArray(String[]::new));
    }

    private static double auc(List<Sample[]> pairs, ToDoubleFunction<Sample> score) {
        return Ranking.auc(
                pairs.stream().mapToDouble(pair -> score.applyAsDouble(pair[0])).toArray(),
                pairs.stream().mapToDouble(pair -> score.applyAsDouble(pair[1])).toArray());
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.0f", 100 * share);
    }
}
