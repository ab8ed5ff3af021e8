package dev.limelight.pipeline.bench.firefox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** {@code ./limelight translate} in processes of its own: how long it takes, what it holds. */
final class ColdStart {

    private static final int TEXTS = 120;
    private static final int LOOK_MS = 10;
    private static final double MOST_SECONDS = 1.0;
    private static final long MOST_MEGABYTES = 250;

    private final FirefoxPlan plan;
    private final Bars bars;

    ColdStart(FirefoxPlan plan, Bars bars) {
        this.plan = plan;
        this.bars = bars;
    }

    /** What a process took. */
    private record Outcome(double seconds, long megabytes) {}

    void measure() throws IOException, InterruptedException {
        translate(1); // the second time the files are in memory
        double seconds = translate(1).seconds();
        bars.add(
                "`translate` of one sentence, warm disk",
                "<= 1.0 s",
                String.format(Locale.ROOT, "%.1f s", seconds),
                seconds <= MOST_SECONDS);
        long megabytes = translate(TEXTS).megabytes();
        bars.add(
                "resident memory at most, %d sentences".formatted(TEXTS),
                "<= 250 MB",
                megabytes + " MB",
                megabytes <= MOST_MEGABYTES);
    }

    private Outcome translate(int texts) throws IOException, InterruptedException {
        Path file = Files.createTempFile("limelight-bench", ".txt");
        try {
            List<String> sentences = plan.sentences();
            Files.write(file, sentences.subList(0, Math.min(texts, sentences.size())));
            return run(file);
        } finally {
            Files.delete(file);
        }
    }

    private Outcome run(Path file) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(
                                plan.launcher().toString(),
                                "translate",
                                "--model",
                                plan.model().toAbsolutePath().toString(),
                                "--from",
                                plan.source(),
                                "--to",
                                plan.target(),
                                file.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long peak = 0;
        while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.pid()));
        }
        if (process.exitValue() != 0) {
            throw new IOException("limelight translate ended with " + process.exitValue());
        }
        return new Outcome((System.nanoTime() - start) / 1e9, peak);
    }

    /** The most that a process has held so far, in MB; 0 on systems other than Linux. */
    private static long peak(long process) {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(process), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0; // it has just ended
        }
    }
}
