package dev.limelight.pipeline.bench.alignment;

import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.bench.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The time of forced decoding beside that of writing the same translations greedily: all of them
 * together, and one at a time, as somebody waits for who has edited one sentence.
 */
final class ReadingSpeed {

    private static final String GREEDY = "{\"num_beams\": 1}";
    private static final double MINUTE = 60e9;
    private static final int ALONE = 50;

    private final Seq2SeqClient client;
    private final List<GenerateRequest> requests;
    private final Table table =
            new Table("the same translations", "pairs", "tokens", "s", "pairs a minute");
    private final List<String> ratios = new ArrayList<>();

    private record Timed(List<GenerateResult> results, long nanos) {}

    ReadingSpeed(Seq2SeqClient client, List<String> sources) {
        this.client = client;
        this.requests =
                sources.stream()
                        .map(text -> GenerateRequest.of(text).withSettings(GREEDY))
                        .toList();
    }

    List<String> lines() {
        measure("together", requests.size(), ReadingSpeed::together);
        measure("one at a time", Math.min(ALONE, requests.size()), ReadingSpeed::alone);
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.addAll(ratios);
        return lines;
    }

    /** Runs some requests, given by their number. */
    private interface Run {
        Timed of(int number, IntFunction<CompletableFuture<GenerateResult>> request);
    }

    private void measure(String how, int number, Run run) {
        Timed written = run.of(number, i -> client.generate(requests.get(i)));
        Timed read =
                run.of(
                        number,
                        i -> client.score(requests.get(i), written.results().get(i).best().text()));
        row("generated greedily, " + how, written);
        row("read (forced decoding), " + how, read);
        ratios.add(
                "%s, reading is %s times as fast as generating"
                        .formatted(how, decimals((double) written.nanos() / read.nanos())));
    }

    private static Timed together(
            int number, IntFunction<CompletableFuture<GenerateResult>> request) {
        long started = System.nanoTime();
        List<CompletableFuture<GenerateResult>> answers =
                IntStream.range(0, number).mapToObj(request).toList();
        List<GenerateResult> results = answers.stream().map(CompletableFuture::join).toList();
        return new Timed(results, System.nanoTime() - started);
    }

    private static Timed alone(int number, IntFunction<CompletableFuture<GenerateResult>> request) {
        long started = System.nanoTime();
        List<GenerateResult> results =
                IntStream.range(0, number).mapToObj(i -> request.apply(i).join()).toList();
        return new Timed(results, System.nanoTime() - started);
    }

    private void row(String name, Timed timed) {
        int tokens = timed.results().stream().mapToInt(each -> each.best().tokens().size()).sum();
        table.row(
                name,
                Integer.toString(timed.results().size()),
                Integer.toString(tokens),
                decimals(timed.nanos() / 1e9),
                String.format(
                        Locale.ROOT, "%.0f", timed.results().size() / (timed.nanos() / MINUTE)));
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
