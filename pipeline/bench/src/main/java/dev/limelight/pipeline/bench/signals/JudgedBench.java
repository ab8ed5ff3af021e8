package dev.limelight.pipeline.bench.signals;

import dev.limelight.connectors.record.Flag;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.bench.Conditions;
import dev.limelight.pipeline.bench.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/**
 * Measures how well each signal tells translations that people accept from those that they do not:
 * the errors that a model really makes, beside the damages of {@link SignalsBench}.
 */
public final class JudgedBench {

    private static final long SEED = 7;

    private final Seq2SeqClient client;
    private final String source;
    private final String target;
    private final List<JudgedSentence> sentences;
    private final List<Sample> right = new ArrayList<>();
    private final List<Sample> wrong = new ArrayList<>();

    /**
     * A bench.
     *
     * @param client loaded with an attention to align by
     * @param source BCP 47
     * @param target BCP 47
     */
    public JudgedBench(
            Seq2SeqClient client, String source, String target, List<JudgedSentence> sentences) {
        this.client = client;
        this.source = source;
        this.target = target;
        this.sentences = List.copyOf(sentences);
    }

    /**
     * Measures; to be called once.
     *
     * @param step called for each sentence
     * @return two tables with what they were measured on
     */
    public List<String> run(Runnable step) {
        List<CompletableFuture<GenerateResult>> answers =
                sentences.stream().map(each -> ask(each.source())).toList();
        for (int i = 0; i < answers.size(); i++) {
            JudgedSentence sentence = sentences.get(i);
            Sample sample = Sample.of(sentence.source(), answers.get(i).join());
            (sentence.accepts(sample.target()) ? right : wrong).add(sample);
            step.run();
        }
        return lines();
    }

    private CompletableFuture<GenerateResult> ask(String text) {
        return client.generate(GenerateRequest.of(text).withLanguages(source, target));
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%d texts, %s to %s by %s: %d right, %d wrong; %s",
                        sentences.size(),
                        source,
                        target,
                        client.info().id(),
                        right.size(),
                        wrong.size(),
                        Conditions.machine()));
        lines.add("");
        lines.add("AUC: how often a wrong one looks worse than a right one; 50 tells nothing");
        lines.addAll(ranked().lines());
        lines.add("");
        lines.add("Flagged at the default thresholds, in percent");
        lines.addAll(flagged().lines());
        return lines;
    }

    private Table ranked() {
        var random = new Random(SEED);
        double usual = Objects.requireNonNullElse(client.info().lengthRatio(), 1.0);
        Table table = new Table("signal, and its baseline", "AUC");
        for (Score score : Score.all(counting(), usual, sample -> random.nextDouble())) {
            table.row(
                    score.heading(),
                    percent(Ranking.auc(of(right, score.of()), of(wrong, score.of()))));
        }
        return table;
    }

    private Table flagged() {
        var flags = new SampleFlags(counting());
        Table table = new Table("flag", "right", "wrong");
        for (Flag flag : SampleFlags.ALL) {
            table.row(
                    "`" + flag.wireName() + "`",
                    percent(flags.share(right, flag)),
                    percent(flags.share(wrong, flag)));
        }
        return table;
    }

    private Score.Counting counting() {
        return new Score.Counting(source, target, client.tokens()::count);
    }

    private static double[] of(List<Sample> samples, ToDoubleFunction<Sample> score) {
        return samples.stream().mapToDouble(score).toArray();
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.0f", 100 * share);
    }
}
