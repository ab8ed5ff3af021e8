package dev.limelight.modelserver.cluster;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Some thousand generated texts, with failing, late and cancelled requests among them. */
public final class Seq2SeqSoak {

    private static final int ROUNDS = 8;
    private static final int WARM_UP = 3;
    private static final int REQUESTS = 400;

    private Seq2SeqSoak() {}

    public static void main(String[] args) throws IOException {
        Seq2SeqOptions options =
                Seq2SeqOptions.of(args[0])
                        .withCrossTaps(List.of(AttentionTap.mean(1)))
                        .withEncoderTaps(List.of(AttentionTap.mean(0)));
        long warm = 0;
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(options)) {
            for (int round = 1; round <= ROUNDS; round++) {
                run(client, new Random(round));
                System.gc();
                System.out.println("round " + round + ": " + Soak.rssMegabytes() + " MB");
                warm = round == WARM_UP ? Soak.rssMegabytes() : warm;
            }
            System.out.println(client.statistics().requests() + " requests");
            System.out.println("growth MB: " + (Soak.rssMegabytes() - warm));
        }
    }

    private static void run(Seq2SeqClient client, Random random) {
        List<CompletableFuture<GenerateResult>> answers = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            int words = i % 50 == 0 ? 600 : random.nextInt(8);
            String settings =
                    "{\"num_beams\": %d, \"max_new_tokens\": %d}"
                            .formatted(1 + random.nextInt(4), 1 + random.nextInt(16));
            GenerateRequest request =
                    GenerateRequest.of("word ".repeat(words)).withSettings(settings);
            boolean isHurried = i % 20 == 7;
            answers.add(
                    client.generate(
                            isHurried ? request.withTimeout(Duration.ofMillis(1)) : request));
            if (i % 20 == 3) {
                answers.get(i).cancel(true);
            }
        }
        answers.forEach(answer -> answer.handle((result, failure) -> 0).join());
    }
}
