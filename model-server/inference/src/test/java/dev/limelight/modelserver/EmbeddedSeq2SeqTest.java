package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.attention.CrossAttention;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.architecture.seq2seq.TextGolden;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine as callers have it, on tiny bundles of every architecture in both layouts. */
@Tag("slow")
class EmbeddedSeq2SeqTest {

    private static final AttentionTap LAST = AttentionTap.mean(1);

    static List<String> bundles() {
        return TextGolden.bundles();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void when_textsAreGenerated_then_theyAreWhatTransformersGenerates(String bundle) {
        try (Seq2SeqClient client = open(bundle)) {
            for (TextGolden.Written expected : TextGolden.of(bundle).generated()) {
                GenerateResult result = client.generate(request(expected)).join();
                assertThat(ids(result.best())).as(bundle).isEqualTo(expected.ids());
                assertThat(result.best().text()).isEqualTo(expected.decoded());
                assertLight(result);
            }
        }
    }

    /** All that a caller sees, whoever else is in the batch, in which order they came. */
    @ParameterizedTest
    @MethodSource("bundles")
    void when_textsAreInACrowd_then_resultsAreTheSameAsAlone(String bundle) {
        try (Seq2SeqClient client = open(bundle)) {
            List<GenerateRequest> requests = crowd(bundle);
            List<GenerateResult> alone =
                    requests.stream().map(request -> client.generate(request).join()).toList();
            List<CompletableFuture<GenerateResult>> together =
                    requests.stream().map(client::generate).toList();
            for (int i = 0; i < alone.size(); i++) {
                assertSame(together.get(i).join(), alone.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void when_aTextIsEmpty_then_itIsAnswered(String bundle) {
        try (Seq2SeqClient client = open(bundle)) {
            GenerateResult result = client.generate(GenerateRequest.of("")).join();
            assertThat(result.sequences()).hasSize(1);
            assertThat(result.source()).allMatch(TokenSpan::special);
        }
    }

    @Test
    void when_aTextIsTooLong_then_itFailsAloneAndNamesBothNumbers() {
        try (Seq2SeqClient client = open("marian-split")) {
            var tooLong = client.generate(GenerateRequest.of("word ".repeat(100)));
            var fits = client.generate(GenerateRequest.of("word"));
            assertThat(fits.join().sequences()).isNotEmpty();
            ModelException failure = failure(tooLong);
            assertThat(failure.category()).isEqualTo(ModelException.Category.TOO_LARGE);
            assertThat(failure).hasMessageContaining("48").hasMessageMatching("(?s).*\\d{3}.*");
        }
    }

    @Test
    void when_settingsOrLanguagesAreNonsense_then_theyFailAlone() {
        try (Seq2SeqClient client = open("m2m100-split")) {
            GenerateRequest good = GenerateRequest.of("word").withLanguages("en", "de");
            var nonsense = client.generate(good.withSettings("{\"num_beams\": 0}"));
            var klingon = client.generate(GenerateRequest.of("word").withLanguages("en", "tlh"));
            assertThat(client.generate(good).join().sequences()).hasSize(1);
            assertThat(failure(nonsense).category()).isEqualTo(ModelException.Category.INVALID);
            assertThat(failure(klingon)).hasMessageContaining("'tlh', expected one of [af, ");
        }
    }

    @Test
    void when_encoderAttentionIsAskedFor_then_itIsEmitted() {
        Seq2SeqOptions options = options("bart-merged").withEncoderTaps(List.of(LAST));
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(options)) {
            GenerateResult result = client.generate(GenerateRequest.of("some words")).join();
            assertThat(result.encoderAttention()).hasSize(1);
            int tokens = result.source().size();
            assertThat(result.encoderAttention().get(0).weights()).hasSize(tokens * tokens);
        }
    }

    /** A token's row is then that of the next token's step; the last keeps its own. */
    @ParameterizedTest
    @MethodSource("bundles")
    void when_tapsAreShifted_then_eachTokenHasTheRowOfTheStepAfter(String bundle) {
        var shifted = new AttentionTap(LAST.layer(), LAST.head(), true);
        var options = options(bundle).withCrossTaps(List.of(LAST, shifted));
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(options)) {
            GenerateResult result = client.generate(GenerateRequest.of("a word")).join();
            List<float[]> own = result.best().crossAttention().get(0).weights();
            List<float[]> after = result.best().crossAttention().get(1).weights();
            assertThat(after).hasSameSizeAs(own).hasSizeGreaterThan(1);
            for (int token = 0; token < own.size(); token++) {
                int step = Math.min(token + 1, own.size() - 1);
                assertThat(after.get(token)).containsExactly(own.get(step));
            }
        }
    }

    @Test
    void when_itIsClosedUnderLoad_then_everyRequestIsAnswered() {
        Seq2SeqClient client = open("t5-merged");
        List<CompletableFuture<GenerateResult>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(client.generate(GenerateRequest.of("word ".repeat(i % 30))));
        }
        client.close();
        client.close();
        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThatThrownBy(() -> client.tokens().tokens("a")).isInstanceOf(ModelException.class);
    }

    private static Seq2SeqClient open(String bundle) {
        return EmbeddedModels.openSeq2Seq(options(bundle));
    }

    private static Seq2SeqOptions options(String bundle) {
        return Seq2SeqOptions.of(TextGolden.folder(bundle).toString())
                .withCrossTaps(List.of(LAST))
                .withBatching(BatchOptions.of(2048).withIntraOpThreads(1));
    }

    private static List<GenerateRequest> crowd(String bundle) {
        List<GenerateRequest> requests = new ArrayList<>();
        for (TextGolden.Written written : TextGolden.of(bundle).generated()) {
            requests.add(request(written));
            requests.add(
                    request(written).withSettings("{\"num_beams\": 3, \"max_new_tokens\": 9}"));
            requests.add(GenerateRequest.of(written.text()).withSettings("{\"num_beams\": 1}"));
        }
        return requests;
    }

    private static GenerateRequest request(TextGolden.Written written) {
        @Nullable String target = written.target();
        return GenerateRequest.of(written.text())
                .withLanguages(null, target)
                .withSettings(written.settings().toString());
    }

    private static int[] ids(GeneratedText text) {
        return text.tokens().stream().mapToInt(TokenSpan::id).toArray();
    }

    private static void assertLight(GenerateResult result) {
        CrossAttention light = result.best().crossAttention().get(0);
        assertThat(light.weights()).hasSize(result.best().tokens().size());
        for (float[] row : light.weights()) {
            assertThat(row).hasSize(result.source().size());
            assertThat(sum(row)).isCloseTo(1, within(1e-4));
        }
    }

    private static double sum(float[] row) {
        double sum = 0;
        for (float weight : row) {
            sum += weight;
        }
        return sum;
    }

    private static void assertSame(GenerateResult actual, GenerateResult expected) {
        assertThat(actual.source()).isEqualTo(expected.source());
        assertThat(ids(actual.best())).isEqualTo(ids(expected.best()));
        assertThat(actual.best().text()).isEqualTo(expected.best().text());
        float[] logs = actual.best().logProbabilities();
        for (int i = 0; i < logs.length; i++) {
            assertThat(logs[i]).isCloseTo(expected.best().logProbabilities()[i], within(1e-4f));
        }
    }

    private static ModelException failure(CompletableFuture<GenerateResult> answer) {
        try {
            answer.join();
        } catch (CompletionException e) {
            return (ModelException) e.getCause();
        }
        throw new AssertionError("answered, expected a failure");
    }
}
