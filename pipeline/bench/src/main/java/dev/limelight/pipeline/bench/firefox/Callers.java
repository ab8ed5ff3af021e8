package dev.limelight.pipeline.bench.firefox;

import dev.limelight.modelserver.server.ModelServer;
import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.modelserver.server.service.ServedModels;
import dev.limelight.pipeline.bench.serve.ServeClient;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sixteen callers of the server, each with one sentence at a time, beside Bergamot. */
final class Callers {

    private static final int CALLERS = 16;
    private static final int MOST = 640;
    private static final double LEAST = 0.9;

    private final FirefoxPlan plan;
    private final Bergamot bergamot;
    private final List<String> texts;

    Callers(FirefoxPlan plan, Bergamot bergamot) {
        this.plan = plan;
        this.bergamot = bergamot;
        this.texts = plan.sentences().subList(0, Math.min(MOST, plan.sentences().size()));
    }

    void measure(Bars bars) throws IOException, InterruptedException {
        double[] ratios = new double[plan.runs()];
        try (var served = ServedModels.open(List.of(TranslationBundle.read(plan.model())));
                var server = ModelServer.start(ServerOptions.local(), served.services(), null)) {
            var client = new ServeClient(server.port(), plan.source(), plan.target());
            seconds(client);
            for (int run = 0; run < ratios.length; run++) {
                double own = seconds(client);
                ratios[run] = bergamot.called(texts, CALLERS).seconds() / own;
            }
        }
        Arrays.sort(ratios);
        double ratio = ratios[ratios.length / 2];
        bars.add(
                "`serve`, 16 callers: sentences a second against Bergamot's, 16 a call",
                ">= 0.9",
                String.format(Locale.ROOT, "%.2f", ratio),
                ratio >= LEAST);
    }

    private double seconds(ServeClient client) throws IOException, InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        long start = System.nanoTime();
        try {
            List<Future<?>> answers = new ArrayList<>();
            for (String text : texts) {
                answers.add(
                        callers.submit(
                                () -> {
                                    client.translate(text);
                                    return text;
                                }));
            }
            for (Future<?> answer : answers) {
                answer.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a sentence was not translated", e);
        } finally {
            callers.shutdownNow();
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
