package dev.limelight.modelserver;

import dev.limelight.modelserver.api.folder.BundleFinding;
import dev.limelight.modelserver.api.folder.BundleFinding.Severity;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/** The last check of a bundle: it is loaded and writes something. */
final class LoadCheck {

    private static final String NAME = "loads and generates";
    private static final String SENTENCE = "The light is on.";
    private static final int FEW_TOKENS = 8;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private LoadCheck() {}

    /**
     * Loads the model, generates, and closes it. Blocks for two minutes at most once it is loaded.
     *
     * @param isWithAttention whether cross-attention is asked for, too
     */
    static BundleFinding run(ModelFacts facts, String suffix, boolean isWithAttention) {
        BundleFinding found = tried(facts, suffix, isWithAttention);
        if (!found.isError() || !isWithAttention) {
            return found;
        }
        // Texts can be written without it.
        BundleFinding without = tried(facts, suffix, false);
        return without.isError()
                ? without
                : new BundleFinding(
                        NAME, Severity.WARNING, "without attention only: " + found.message());
    }

    private static BundleFinding tried(ModelFacts facts, String suffix, boolean isWithAttention) {
        Seq2SeqOptions options =
                Seq2SeqOptions.of(facts.folder().toString())
                        .withSuffix(suffix)
                        .withCrossTaps(isWithAttention ? List.of(facts.lastLayer()) : List.of());
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(options)) {
            GenerateRequest request =
                    GenerateRequest.of(SENTENCE)
                            .withSettings("{\"max_new_tokens\":" + FEW_TOKENS + "}")
                            .withTimeout(LONGEST);
            return written(client.generate(request).join());
        } catch (CompletionException e) {
            return failed(Objects.requireNonNullElse(e.getCause(), e));
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private static BundleFinding written(GenerateResult result) {
        GeneratedText best = result.best();
        boolean isFinite =
                Double.isFinite(best.meanLogProbability())
                        && best.crossAttention().stream()
                                .flatMap(map -> map.weights().stream())
                                .allMatch(LoadCheck::isDistribution);
        String text =
                "'%s' gives '%s' (%d tokens, mean log-probability %.2f)"
                        .formatted(
                                SENTENCE,
                                best.text(),
                                best.tokens().size(),
                                best.meanLogProbability());
        return isFinite
                ? BundleFinding.ok(NAME, text)
                : BundleFinding.error(
                        NAME, text + ", expected finite numbers; export the model again");
    }

    private static boolean isDistribution(float[] row) {
        double sum = 0;
        for (float weight : row) {
            sum += weight;
        }
        return Math.abs(sum - 1) < 1e-3;
    }

    private static BundleFinding failed(Throwable reason) {
        Throwable root = reason;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why = root == reason ? "" : ": " + root.getMessage();
        return BundleFinding.error(NAME, reason.getMessage() + why);
    }
}
