package dev.limelight.pipeline.bench.generate;

import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Static batches, to compare with: what waits goes as a batch, and nothing joins until all of it is
 * over. Thread-safe; one thread of its own, which {@link #close} ends.
 */
final class Turns implements AutoCloseable {

    private final Seq2SeqClient client;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::serve, "bench-turns");

    private record Waiting(GenerateRequest request, CompletableFuture<GenerateResult> answer) {}

    Turns(Seq2SeqClient client) {
        this.client = client;
        thread.setDaemon(true);
        thread.start();
    }

    CompletableFuture<GenerateResult> generate(GenerateRequest request) {
        var answer = new CompletableFuture<GenerateResult>();
        queue.add(new Waiting(request, answer));
        return answer;
    }

    private void serve() {
        try {
            while (true) {
                List<Waiting> batch = new ArrayList<>(List.of(queue.take()));
                queue.drainTo(batch);
                CompletableFuture<?>[] answers =
                        batch.stream().map(this::forward).toArray(CompletableFuture<?>[]::new);
                CompletableFuture.allOf(answers).exceptionally(failure -> null).join();
            }
        } catch (InterruptedException e) {
            queue.forEach(waiting -> waiting.answer().cancel(false));
        }
    }

    private CompletableFuture<?> forward(Waiting waiting) {
        return client.generate(waiting.request())
                .whenComplete(
                        (result, failure) -> {
                            if (failure == null) {
                                waiting.answer().complete(result);
                            } else {
                                waiting.answer().completeExceptionally(failure);
                            }
                        });
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
