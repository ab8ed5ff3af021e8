package dev.limelight.pipeline.bench.signals;

import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.bench.Conditions;
import dev.limelight.pipeline.bench.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/**
 * Measures how well each signal tells translations with an error from correct ones: natural errors
 * of another model, by kind, as people found them. The model reads them by forced decoding.
 */
public final class AnnotatedBench {

    private static final long SEED = 7;

    private final Seq2SeqClient client;
    private final String source;
    private final String target;
    private final List<AnnotatedOutput> outputs;
    private final List<Sample> correct = new ArrayList<>();
    private final Map<String, List<Sample>> wrong = new TreeMap<>();

    /**
     * A bench.
     *
     * @param client loaded with an attention to align by
     * @param source BCP 47
     * @param target BCP 47
     */
    public AnnotatedBench(
            Seq2SeqClient client, String source, String target, List<AnnotatedOutput> outputs) {
        this.client = client;
        this.source = source;
        this.target = target;
        this.outputs = List.copyOf(outputs);
    }

    /**
     * Measures; to be called once.
     *
     * @param step called for each output
     * @return a table with what it was measured on
     */
    public List<String> run(Runnable step) {
        List<CompletableFuture<GenerateResult>> answers = outputs.stream().map(this::read).toList();
        for (int i = 0; i < answers.size(); i++) {
            add(outputs.get(i), answers.get(i).join());
            step.run();
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                "%d translations, %s to %s, read by %s: %d correct; %s"
                        .formatted(
                                outputs.size(),
                                source,
                                target,
                                client.info().id(),
                                correct.size(),
                                Conditions.machine()));
        lines.add("");
        lines.add(
                "AUC: how often one with the error looks worse than a correct one; 50 tells nothing");
        lines.addAll(table().lines());
        return lines;
    }

    private CompletableFuture<GenerateResult> read(AnnotatedOutput output) {
        var request = GenerateRequest.of(output.source()).withLanguages(source, target);
        return client.score(request, output.target());
    }

    private void add(AnnotatedOutput output, GenerateResult result) {
        Sample sample = Sample.of(output.source(), result);
        if (output.isCorrect()) {
            correct.add(sample);
        }
        for (String error : output.errors()) {
            wrong.computeIfAbsent(error, kind -> new ArrayList<>()).add(sample);
        }
    }

    private Table table() {
        var random = new Random(SEED);
        double usual = Objects.requireNonNullElse(client.info().lengthRatio(), 1.0);
        List<String> headings = new ArrayList<>(List.of("signal, and its baseline"));
        wrong.forEach((kind, samples) -> headings.add("%s (%d)".formatted(kind, samples.size())));
        Table table = new Table(headings.toArray(String[]::new));
        var counting = new Score.Counting(source, target, client.tokens()::count);
        for (Score score : Score.all(counting, usual, sample -> random.nextDouble())) {
            double[] good = of(correct, score.of());
            List<String> cells = new ArrayList<>(List.of(score.heading()));
            wrong.values()
                    .forEach(bad -> cells.add(percent(Ranking.auc(good, of(bad, score.of())))));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static double[] of(List<Sample> samples, ToDoubleFunction<Sample> score) {
        return samples.stream().mapToDouble(score).toArray();
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
