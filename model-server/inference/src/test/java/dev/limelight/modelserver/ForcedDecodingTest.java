package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A given target is read as it would have been written, by each kind of graph. */
@Tag("slow")
class ForcedDecodingTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final double CLOSE = 1e-4;

    private static final List<String> SOURCES =
            List.of(
                    "I saw a man in the park with a telescope.",
                    "",
                    "The council will borrow 24 million over thirty years.",
                    "A short one.",
                    "😀 漢字 </s>");

    /** One pass (merged, int8), one pass (split), steps alone (dynamic scales), steps together. */
    static Stream<Path> folders() {
        return Stream.of(
                        "models/limelight-en-de",
                        "test-data/seq2seq/marian-split",
                        "test-data/optimum/marian-merged-quantized",
                        "test-data/bergamot/shared",
                        "test-data/bergamot/separate")
                .map(ROOT::resolve);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void when_aModelReadsWhatItWrote_then_itSaysWhatItSaidWriting(Path folder) {
        try (Seq2SeqClient client = open(folder)) {
            List<GeneratedText> written = new ArrayList<>();
            for (String source : SOURCES) {
                written.add(client.generate(greedy(source)).join().best());
            }
            List<CompletableFuture<GenerateResult>> read = new ArrayList<>();
            for (int i = 0; i < SOURCES.size(); i++) {
                read.add(client.score(greedy(SOURCES.get(i)), written.get(i).text()));
            }
            int compared = 0;
            for (int i = 0; i < SOURCES.size(); i++) {
                compared += compare(written.get(i), read.get(i).join().best()) ? 1 : 0;
            }
            // A random model writes pieces that its text is not cut into again.
            assertThat(compared).isGreaterThanOrEqualTo(1);
        }
    }

    /** Where the text is cut into the tokens that were written, all figures are the same. */
    private static boolean compare(GeneratedText written, GeneratedText read) {
        assertThat(read.text()).isEqualTo(written.text());
        assertThat(read.crossAttention().get(0).weights()).hasSameSizeAs(read.tokens());
        assertThat(read.logProbabilities()).hasSameSizeAs(read.tokens());
        assertThat(read.meanLogProbability()).isFinite().isLessThanOrEqualTo(0);
        if (!ids(written).equals(ids(read))) {
            return false;
        }
        for (int i = 0; i < read.tokens().size(); i++) {
            assertThat((double) read.logProbabilities()[i])
                    .isCloseTo(written.logProbabilities()[i], within(CLOSE));
            float[] weights = written.crossAttention().get(0).weights().get(i);
            for (int source = 0; source < weights.length; source++) {
                assertThat((double) read.crossAttention().get(0).weights().get(i)[source])
                        .isCloseTo(weights[source], within(CLOSE));
            }
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("folders")
    void when_pairsShareABatch_then_eachIsAsItIsAlone(Path folder) {
        List<String> targets =
                List.of("Ich sah einen Mann.", "", "x ".repeat(12), "Na ja </s> ™ 漢", "Ein");
        try (Seq2SeqClient client = open(folder)) {
            List<CompletableFuture<GenerateResult>> together = new ArrayList<>();
            for (int i = 0; i < targets.size(); i++) {
                together.add(client.score(greedy(SOURCES.get(i)), targets.get(i)));
            }
            for (int i = 0; i < targets.size(); i++) {
                GeneratedText each = together.get(i).join().best();
                GeneratedText alone =
                        client.score(greedy(SOURCES.get(i)), targets.get(i)).join().best();
                assertThat(ids(each)).isEqualTo(ids(alone));
                assertThat(each.meanLogProbability())
                        .isFinite()
                        .isCloseTo(alone.meanLogProbability(), within(CLOSE));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void when_aTargetIsTooLongOrNobodyWaits_then_onlyThatOneFails(Path folder) {
        try (Seq2SeqClient client = open(folder)) {
            int most = client.info().maxTokens();
            assertThat(most).isLessThan(100_000);
            var tooLong = client.score(greedy("A"), "z q ".repeat(most));
            var late = client.score(greedy("A").withTimeout(Duration.ofNanos(1)), "Ein Mann");
            var cancelled = client.score(greedy("A"), "Ein Mann");
            cancelled.cancel(true);
            var fine = client.score(greedy("A"), "Ein Mann");
            assertThat(fine.join().best().meanLogProbability()).isNegative();
            assertThat(failure(tooLong).category()).isEqualTo(Category.TOO_LARGE);
            assertThat(failure(tooLong)).hasMessageContaining("target of ");
            assertThat(failure(late).category()).isEqualTo(Category.TIMEOUT);
            assertThat(cancelled).isCancelled();
            assertThatThrownBy(
                            () -> client.score(greedy("A").withLanguages("xx", "yy"), "B").join())
                    .isInstanceOf(CompletionException.class);
        }
    }

    private static ModelException failure(CompletableFuture<GenerateResult> answer) {
        Throwable failed = answer.handle((result, failure) -> failure).join();
        Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
        assertThat(cause).isInstanceOf(ModelException.class);
        return (ModelException) cause;
    }

    private static List<Integer> ids(GeneratedText text) {
        return text.tokens().stream().map(TokenSpan::id).toList();
    }

    private static GenerateRequest greedy(String source) {
        return GenerateRequest.of(source)
                .withSettings("{\"num_beams\": 1, \"max_new_tokens\": 40}");
    }

    private static Seq2SeqClient open(Path folder) {
        AttentionTap tap = ModelFolder.open(folder).facts().alignmentTap();
        return EmbeddedModels.openSeq2Seq(
                Seq2SeqOptions.of(folder.toString()).withCrossTaps(List.of(tap)));
    }
}
