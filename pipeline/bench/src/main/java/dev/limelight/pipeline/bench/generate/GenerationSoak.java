package dev.limelight.pipeline.bench.generate;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.SampleModels;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.SamplePrecision;
import dev.limelight.modelserver.api.SampleSize;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Many short requests of all kinds to a tiny model, failing, late and cancelled ones among them, to
 * see what they leave behind in native memory. For one thread.
 */
public final class GenerationSoak {

    /** The steps that the progress is told of. */
    public static final int STEPS = 20;

    private static final SampleSize SIZE = SampleSize.TINY;
    private static final int MOST_WORDS = 12;
    private static final int MOST_TOKENS = 16;

    /** Requests that are on their way at a time, before the caller waits for all of them. */
    private static final int IN_FLIGHT = 250;

    private final Path folder;
    private final int requests;
    private final Consumer<String> progress;

    /**
     * @param folder where the model is made
     * @param requests how many; at least {@link #STEPS}
     * @param progress told the name of each step before it begins
     */
    public GenerationSoak(Path folder, int requests, Consumer<String> progress) {
        if (requests < STEPS) {
            throw new IllegalArgumentException(
                    "%d requests, expected %d or more".formatted(requests, STEPS));
        }
        this.folder = folder;
        this.requests = requests;
        this.progress = progress;
    }

    /** Runs it, with all attention out. */
    public SoakOutcome run() throws IOException {
        SampleModels.write(folder, SIZE, List.of(SamplePrecision.FP32));
        SoakOutcome outcome = new SoakOutcome();
        Seq2SeqOptions options =
                Seq2SeqOptions.of(folder.toString())
                        .withCrossTaps(AttentionTap.means(SIZE.decoderLayers()))
                        .withEncoderTaps(AttentionTap.means(SIZE.encoderLayers()));
        var random = new SplittableRandom(requests);
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(options)) {
            for (int step = 1; step <= STEPS; step++) {
                progress.accept("%d of %d".formatted(step, STEPS));
                send(client, requests * step / STEPS, outcome, random);
                outcome.sample();
            }
        }
        return outcome;
    }

    private static void send(
            Seq2SeqClient client, int until, SoakOutcome outcome, SplittableRandom random) {
        while (outcome.requests() < until) {
            int number = Math.min(IN_FLIGHT, until - outcome.requests());
            List<CompletableFuture<GenerateResult>> answers = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                answers.add(sent(client, random));
            }
            answers.forEach(answer -> outcome.count(kind(answer)));
        }
    }

    /** Of a hundred, one each is too long or makes no sense; three each are late or cancelled. */
    private static CompletableFuture<GenerateResult> sent(
            Seq2SeqClient client, SplittableRandom random) {
        int kind = random.nextInt(100);
        int words = kind == 0 ? SIZE.positions() : random.nextInt(MOST_WORDS);
        int tokens = random.nextInt(1, MOST_TOKENS);
        GenerateRequest request = SampleText.random(words, tokens, SIZE, random).request();
        if (kind == 1) {
            return client.generate(request.withSettings("{\"num_beams\": 0}"));
        }
        if (kind < 5) {
            return client.generate(
                    request.withTimeout(Duration.ofNanos(random.nextInt(2_000_000))));
        }
        if (kind < 15) {
            String beams =
                    "{\"num_beams\": 3, \"num_return_sequences\": 2, \"max_new_tokens\": %d}";
            request = request.withSettings(beams.formatted(tokens));
        }
        CompletableFuture<GenerateResult> answer = client.generate(request);
        if (kind >= 97) {
            answer.cancel(true);
        }
        return answer;
    }

    private static String kind(CompletableFuture<GenerateResult> answer) {
        return answer.handle(
                        (result, failure) ->
                                failure == null
                                        ? "answered"
                                        : failure instanceof ModelException known
                                                ? known.category().toString()
                                                : "cancelled")
                .join();
    }
}
