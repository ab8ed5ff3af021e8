package dev.limelight.pipeline.bench.serve;

import dev.limelight.modelserver.server.ModelServer;
import dev.limelight.pipeline.bench.Conditions;
import dev.limelight.pipeline.bench.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * How long a short translation waits beside a long one. Short requests are sent one after the
 * other, first alone, then while a long text is being translated, over and over, by the same
 * server. For one thread.
 */
public final class ServeBench {

    private static final int WARM_UP = 20;

    /** Between two requests, so that they meet the long one's work at any point of it. */
    private static final int MOST_PAUSE_MS = 200;

    private final ServeLoad load;
    private final int requests;
    private final Consumer<String> progress;
    private final Random random = new Random(17);

    /**
     * Creates the bench.
     *
     * @param requests short ones that are measured, alone and beside the long one
     * @param progress told of each step
     */
    public ServeBench(ServeLoad load, int requests, Consumer<String> progress) {
        this.load = load;
        this.requests = requests;
        this.progress = progress;
    }

    /** The result as lines; blocks. */
    public List<String> run(ModelServer server) throws IOException, InterruptedException {
        var client = new ServeClient(server.port(), load.source(), load.target());
        progress.accept("warm up");
        measure(client, WARM_UP);
        progress.accept("alone");
        Waits alone = measure(client, requests);
        progress.accept("beside the long text");
        var longText = new LongText(client);
        Waits beside = measure(client, requests);
        longText.stop();
        return lines(alone, beside, longText.answered());
    }

    private Waits measure(ServeClient client, int number) throws IOException, InterruptedException {
        var waits = new Waits();
        for (int i = 0; i < number; i++) {
            Thread.sleep(random.nextInt(MOST_PAUSE_MS));
            long start = System.nanoTime();
            client.translate(load.shortText(i));
            waits.add((System.nanoTime() - start) / 1e6);
        }
        return waits;
    }

    private List<String> lines(Waits alone, Waits beside, int longTexts) {
        var table = new Table("a short text", "requests", "answer after ms, p50", "p95", "longest");
        table.row(alone.row("alone"));
        table.row(beside.row("beside the long one"));
        var lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "p95 beside the long text is %.1f times p95 alone",
                        beside.within(0.95) / alone.within(0.95)));
        lines.add(
                "short texts of about %d letters, one client; the long one of %d, answered %d times meanwhile"
                        .formatted(ServeLoad.SHORT_LETTERS, load.longText().length(), longTexts));
        lines.add("POST /translate, %s to %s".formatted(load.source(), load.target()));
        lines.add(Conditions.machine());
        return lines;
    }

    /** Sends the long text again and again, from now until it is stopped. */
    private final class LongText {

        private final CompletableFuture<Void> sender;
        private volatile boolean stopped;
        private final AtomicInteger answered = new AtomicInteger();

        LongText(ServeClient client) throws InterruptedException {
            sender = CompletableFuture.runAsync(() -> send(client));
            Thread.sleep(1_000);
        }

        private void send(ServeClient client) {
            try {
                while (!stopped) {
                    client.translate(load.longText());
                    answered.incrementAndGet();
                }
            } catch (IOException e) {
                throw new IllegalStateException("the long text was not translated", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Waits for the last one. */
        void stop() {
            stopped = true;
            sender.join();
        }

        int answered() {
            return answered.get();
        }
    }
}
