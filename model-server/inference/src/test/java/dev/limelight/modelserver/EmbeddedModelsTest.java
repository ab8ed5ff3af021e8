package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.encode.ModelEntry;
import dev.limelight.modelserver.api.encode.ModelInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class EmbeddedModelsTest {

    private static final List<AttentionTap> TAPS =
            List.of(AttentionTap.mean(0), AttentionTap.mean(5));
    private static EncoderClient client;

    @BeforeAll
    static void open() {
        client = EmbeddedModels.openEncoder(EncoderOptions.defaults());
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Test
    void when_infoIsAsked_then_itTellsBothLimits() {
        ModelInfo info = client.info();
        assertThat(info)
                .isEqualTo(
                        new ModelInfo(
                                "sentence-transformers/all-MiniLM-L6-v2",
                                "ca46f1a88a9c",
                                512,
                                256,
                                2,
                                100,
                                6,
                                12,
                                384));
    }

    @Test
    void when_theModelIsLoaded_then_theCatalogAgreesWithIt() {
        ModelEntry entry = EmbeddedModels.catalog().get(0);
        assertThat(entry.alias()).isEqualTo("minilm");
        assertThat(entry.id()).isEqualTo(client.info().id());
        assertThat(entry.revision()).isEqualTo(client.info().revision());
        assertThat(entry.bytes()).isEqualTo(90_984_153);
        assertThat(entry.licence()).isEqualTo("Apache-2.0");
    }

    @Test
    void when_theAliasIsUnknown_then_itIsRefusedWithTheKnownOnes() {
        EncoderOptions options = EncoderOptions.defaults().withModel("nosuch");
        assertThatThrownBy(() -> EmbeddedModels.openEncoder(options))
                .isInstanceOf(ModelException.class)
                .hasMessage("model 'nosuch', expected one of [minilm] or the folder of an encoder");
    }

    @Test
    void when_aTextIsOverTheLimit_then_itFailsAloneAndNamesBothNumbers() {
        var tooLong = client.encode(new EncodeRequest("word ".repeat(600), TAPS));
        var fits = client.encode(new EncodeRequest("word ".repeat(510), TAPS));
        assertThat(fits.join().tokens()).hasSize(512);
        ModelException failure = failure(tooLong);
        assertThat(failure.category()).isEqualTo(ModelException.Category.TOO_LARGE);
        assertThat(failure).hasMessageContaining("602").hasMessageContaining("512");
    }

    @Test
    void when_aLayerIsNotTapped_then_itIsRefusedAtOnce() {
        assertThatThrownBy(
                        () -> client.encode(new EncodeRequest("a", List.of(AttentionTap.mean(6)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[layer 6]");
    }

    @Test
    void when_aTextIsEmptyOrBlank_then_itIsAnswered() {
        for (String text : List.of("", " \n\t", "\u0000", "\uD800")) {
            Encoded encoded = client.encode(new EncodeRequest(text, TAPS)).join();
            assertThat(encoded.tokens()).hasSize(2);
            assertThat(encoded.hidden()).hasSize(2 * 384);
        }
    }

    @Test
    void when_aTextIsInACrowd_then_itsResultIsTheSameBitsAsAlone() {
        Random random = new Random(7);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            texts.add("light falls on wet stones ".repeat(1 + random.nextInt(30)) + i);
        }
        List<Encoded> alone =
                texts.stream().map(t -> client.encode(new EncodeRequest(t, TAPS)).join()).toList();
        List<CompletableFuture<Encoded>> crowd =
                texts.stream().map(t -> client.encode(new EncodeRequest(t, TAPS))).toList();
        for (int i = 0; i < texts.size(); i++) {
            assertSameBits(crowd.get(i).join(), alone.get(i));
        }
    }

    private static void assertSameBits(Encoded actual, Encoded expected) {
        assertThat(actual.tokens()).isEqualTo(expected.tokens());
        assertThat(actual.hidden()).isEqualTo(expected.hidden());
        assertThat(actual.attention())
                .extracting(AttentionMap::weights)
                .containsExactlyElementsOf(
                        expected.attention().stream().map(AttentionMap::weights).toList());
    }

    @Test
    void when_handlesHaveEqualOptions_then_theyShareOneEngineAndOutliveEachOther() {
        long before = client.statistics().requests();
        try (EncoderClient other = EmbeddedModels.openEncoder(EncoderOptions.defaults())) {
            other.encode(new EncodeRequest("shared", TAPS)).join();
            assertThat(client.statistics().requests()).isGreaterThan(before);
        }
        assertThat(client.encode(new EncodeRequest("still open", TAPS)).join().tokens()).hasSize(4);
    }

    @Test
    void when_closedUnderLoad_then_everyRequestOfTheHandleIsAnswered() throws Exception {
        EncoderOptions own =
                EncoderOptions.defaults()
                        .withBatching(new BatchOptions(0, 1024, Duration.ofMillis(5), 16))
                        .withTaps(TAPS);
        EncoderClient loaded = EmbeddedModels.openEncoder(own);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Future<List<CompletableFuture<Encoded>>>> all = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            all.add(callers.submit(() -> submit(loaded, 60)));
        }
        while (loaded.statistics().requests() == 0) {
            Thread.onSpinWait();
        }
        loaded.close();
        loaded.close();
        for (var answers : all) {
            for (var answer : answers.get()) {
                assertThat(answer).isDone();
                assertThat(!answer.isCompletedExceptionally() || isClosed(answer)).isTrue();
            }
        }
        callers.shutdown();
        assertThatThrownBy(() -> loaded.tokens().tokens("a")).isInstanceOf(ModelException.class);
    }

    private static List<CompletableFuture<Encoded>> submit(EncoderClient client, int number) {
        List<CompletableFuture<Encoded>> answers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            answers.add(client.encode(new EncodeRequest("words ".repeat(5 + i), TAPS)));
        }
        return answers;
    }

    private static boolean isClosed(CompletableFuture<Encoded> answer) {
        return failure(answer).category() == ModelException.Category.CLOSED;
    }

    private static ModelException failure(CompletableFuture<Encoded> answer) {
        try {
            answer.join();
        } catch (CompletionException e) {
            return (ModelException) e.getCause();
        }
        throw new AssertionError("answered, expected a failure");
    }
}
