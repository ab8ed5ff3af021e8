package dev.limelight.pipeline.bench.firefox;

import com.sun.management.OperatingSystemMXBean;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** This project's engine, with batches of one size. For one thread. Whoever opens it closes it. */
final class OwnEngine implements AutoCloseable {

    private static final int NO_BUDGET = 1 << 20;
    private static final double NANOS = 1e9;

    private final Seq2SeqClient client;
    private final int size;

    private OwnEngine(Seq2SeqClient client, int size) {
        this.client = client;
        this.size = size;
    }

    /**
     * Opens a model.
     *
     * @param size texts of a batch; a batch starts when it is whole
     * @param threads that share a step
     * @param taps the attention that comes out
     */
    static OwnEngine open(Path model, int size, int threads, List<AttentionTap> taps) {
        Duration wait = size == 1 ? Duration.ZERO : Duration.ofSeconds(1);
        Seq2SeqOptions options =
                Seq2SeqOptions.of(model.toString())
                        .withCrossTaps(taps)
                        .withBatching(new BatchOptions(threads, NO_BUDGET, wait, size));
        return new OwnEngine(EmbeddedModels.openSeq2Seq(options), size);
    }

    /** Translates, in batches of neighbours. */
    TextRun run(List<String> texts) {
        return run(texts, "{}");
    }

    /**
     * Likewise.
     *
     * @param settings of the generation, as JSON
     */
    TextRun run(List<String> texts, String settings) {
        var compiler = new CompilerThreads();
        double cpu = cpuSeconds();
        long start = System.nanoTime();
        List<String> written =
                results(texts, settings).stream().map(each -> each.best().text()).toList();
        double seconds = (System.nanoTime() - start) / NANOS;
        return new TextRun(written, cpuSeconds() - cpu, compiler.seconds(), seconds);
    }

    /** All that comes out, in the order of the texts. */
    List<GenerateResult> results(List<String> texts, String settings) {
        List<GenerateResult> results = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += size) {
            List<CompletableFuture<GenerateResult>> answers =
                    texts.subList(from, Math.min(texts.size(), from + size)).stream()
                            .map(text -> GenerateRequest.of(text).withSettings(settings))
                            .map(client::generate)
                            .toList();
            answers.forEach(answer -> results.add(answer.join()));
        }
        return results;
    }

    /** That this process has computed, on all threads. */
    static double cpuSeconds() {
        var bean = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return bean.getProcessCpuTime() / NANOS;
    }

    @Override
    public void close() {
        client.close();
    }
}
