package dev.limelight.modelserver.cluster;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Some thousand requests of all lengths, failing and cancelled ones among them. */
public final class Soak {

    private static final int ROUNDS = 8;
    private static final int WARM_UP = 3;
    private static final int REQUESTS = 500;

    private Soak() {}

    public static void main(String[] args) throws IOException {
        long warm = 0;
        try (EncoderClient client = EmbeddedModels.openEncoder(EncoderOptions.defaults())) {
            for (int round = 1; round <= ROUNDS; round++) {
                run(client, new Random(round));
                System.gc();
                System.out.println("round " + round + ": " + rssMegabytes() + " MB");
                warm = round == WARM_UP ? rssMegabytes() : warm;
            }
            print(client.statistics());
            System.out.println("growth MB: " + (rssMegabytes() - warm));
        }
        warm = afterReloads();
        System.out.println("growth MB over four reloads: " + (afterReloads() - warm));
    }

    /** Loading takes some 300 MB of heap for a moment, which the heap then keeps. */
    private static long afterReloads() throws IOException {
        for (int i = 0; i < 4; i++) {
            EmbeddedModels.openEncoder(EncoderOptions.defaults()).close();
        }
        System.gc();
        System.out.println("after four reloads: " + rssMegabytes() + " MB");
        return rssMegabytes();
    }

    private static void run(EncoderClient client, Random random) {
        List<CompletableFuture<Encoded>> answers = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            int words = i % 50 == 0 ? 600 : (int) Math.exp(random.nextDouble() * 4.5);
            answers.add(
                    client.encode(
                            new EncodeRequest(
                                    "word ".repeat(words),
                                    List.of(AttentionTap.mean(0), AttentionTap.mean(5)))));
        }
        answers.get(REQUESTS - 1).cancel(true);
        answers.forEach(answer -> answer.handle((encoded, failure) -> 0).join());
    }

    private static void print(EngineStatistics s) {
        System.out.printf(
                "%d requests, %d batches, fill %.3f, %.0f tokens/s in the model%n",
                s.requests(), s.batches(), s.batchFill(), s.tokens() / s.inferenceMs() * 1000);
    }

    static long rssMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
