package dev.limelight.pipeline.bench.generate;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.bench.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What it brings that texts join between steps: callers who each send the next text when they have
 * the last answer, against batches that nothing joins. Both by turns. For one thread.
 */
final class LoadBench {

    private static final int TEXTS_A_CALLER = 6;
    private static final int LEAST_TEXTS = 64;

    private final Plan plan;
    private final Path folder;
    private final Consumer<String> progress;

    LoadBench(Plan plan, Path folder, Consumer<String> progress) {
        this.plan = plan;
        this.folder = folder;
        this.progress = progress;
    }

    /** A way to hand over a text. */
    private interface Way extends Function<GenerateRequest, CompletableFuture<GenerateResult>> {}

    /**
     * What a way came to.
     *
     * @param seconds of each run
     * @param waits milliseconds for each answer, over all runs
     */
    private record Outcome(Runs seconds, ConcurrentLinkedQueue<Double> waits) {

        Outcome() {
            this(new Runs(), new ConcurrentLinkedQueue<>());
        }

        double wait(double share) {
            double[] sorted = waits.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted[(int) Math.ceil(share * sorted.length) - 1];
        }
    }

    List<String> run() throws InterruptedException {
        var table =
                new Table(
                        "callers",
                        "batches",
                        "tokens/s [slowest, fastest]",
                        "answer after ms, p50",
                        "p95");
        try (Seq2SeqClient client =
                EmbeddedModels.openSeq2Seq(plan.options(folder, plan.precisions().get(0)))) {
            for (int callers : plan.callers()) {
                progress.accept(callers + " callers");
                compare(client, callers, table);
            }
        }
        return table.lines();
    }

    private void compare(Seq2SeqClient client, int callers, Table table)
            throws InterruptedException {
        int number = Math.max(LEAST_TEXTS, TEXTS_A_CALLER * callers);
        List<SampleText> texts = plan.lengths().mixed(number, plan.size());
        Outcome apart = new Outcome();
        Outcome joined = new Outcome();
        try (var turns = new Turns(client)) {
            run(client::generate, texts.subList(0, LEAST_TEXTS), callers, new Outcome());
            for (int i = 0; i < plan.runs(); i++) {
                run(turns::generate, texts, callers, apart);
                run(client::generate, texts, callers, joined);
            }
        }
        int tokens = texts.stream().mapToInt(SampleText::target).sum();
        table.row(row(callers, "nothing joins", tokens, apart));
        table.row(row(callers, "texts join between steps", tokens, joined));
    }

    private static void run(Way way, List<SampleText> texts, int callers, Outcome outcome)
            throws InterruptedException {
        var next = new AtomicInteger();
        List<Thread> threads =
                IntStream.range(0, callers)
                        .mapToObj(i -> new Thread(() -> call(way, texts, next, outcome)))
                        .toList();
        long start = System.nanoTime();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        outcome.seconds().add((System.nanoTime() - start) / 1e9);
    }

    private static void call(Way way, List<SampleText> texts, AtomicInteger next, Outcome outcome) {
        for (int i = next.getAndIncrement(); i < texts.size(); i = next.getAndIncrement()) {
            long start = System.nanoTime();
            way.apply(texts.get(i).request()).join();
            outcome.waits().add((System.nanoTime() - start) / 1e6);
        }
    }

    private static String[] row(int callers, String batches, int tokens, Outcome outcome) {
        return Arrays.asList(
                        String.valueOf(callers),
                        batches,
                        outcome.seconds().rate(tokens),
                        String.format(Locale.ROOT, "%.0f", outcome.wait(0.5)),
                        String.format(Locale.ROOT, "%.0f", outcome.wait(0.95)))
                .toArray(String[]::new);
    }
}
