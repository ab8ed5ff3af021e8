package dev.limelight.pipeline.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.limelight.connectors.record.AlignmentLink;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.fixture.WordByWord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RouteAlignerTest {

    private static final Routes ROUTES =
            new Routes(
                    Map.of("en-de", "en-de", "fr-en", "fr-en", "en-it", "gone"),
                    List.of(),
                    List.of("en"));

    private final List<String> loads = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Model model = new Model();
    private boolean isSilent;
    private RouteAligner aligner = aligner(Duration.ofSeconds(30));

    @AfterEach
    void close() {
        aligner.close();
        model.words.close();
    }

    @Test
    void when_theRouteHasAModel_then_wordsAreAlignedOnCodePoints() {
        assertThat(aligner.align("en-GB", "de", "a \ud83d\ude00b c", "x y\ud83d\ude00 zz"))
                .extracting(AlignmentLink::sourceStart, AlignmentLink::targetStart)
                .contains(tuple(0, 0), tuple(5, 5));
        assertThat(aligner.align("en", "de", "a b", "")).isEmpty();
        assertThat(loads).containsExactly("en-de");
    }

    @Test
    void when_noModelReadsTheOneAndWritesTheOther_then_nothingIsAlignedOrLoaded() {
        assertThat(aligner.align("fr", "de", "a", "b")).as("through a pivot").isNull();
        assertThat(aligner.align("ja", "de", "a", "b")).isNull();
        assertThat(aligner.align("de", "de", "a", "b")).isNull();
        assertThat(loads).isEmpty();
    }

    @Test
    void when_aModelFails_then_nothingIsAlignedAndTheNextIs() {
        assertThat(aligner.align("en", "it", "a", "b")).as("not there any more").isNull();
        assertThat(aligner.align("en", "de", "a ".repeat(99), "b")).as("too long").isNull();
        assertThat(aligner.align("en", "de", "a", "b")).hasSize(1);
    }

    @Test
    void when_aModelDoesNotAnswer_then_anEditOfManySegmentsWaitsOnce() {
        aligner.close();
        aligner = aligner(Duration.ofSeconds(1));
        isSilent = true;
        for (int segment = 0; segment < 20; segment++) {
            assertThat(aligner.align("en", "de", "a", "b")).isNull();
        }
        assertThat(model.asked).isEqualTo(1);
    }

    @Test
    void when_itIsClosed_then_itsModelsAreToo() throws InterruptedException {
        aligner.align("en", "de", "a", "b");
        aligner.close();
        closed.await();
    }

    private RouteAligner aligner(Duration timeout) {
        return new RouteAligner(ROUTES, this::load, timeout);
    }

    private Seq2SeqClient load(Routes.Hop hop) {
        if (hop.folder().equals("gone")) {
            throw new IllegalArgumentException("no model gone");
        }
        loads.add(hop.pair());
        return model;
    }

    /** Says when it is closed, and is silent if told so. */
    private final class Model implements Seq2SeqClient {

        private final WordByWord words = new WordByWord(40);
        private int asked;

        @Override
        public CompletableFuture<GenerateResult> score(GenerateRequest request, String target) {
            asked++;
            return isSilent ? new CompletableFuture<>() : words.score(request, target);
        }

        @Override
        public CompletableFuture<GenerateResult> generate(GenerateRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Seq2SeqInfo info() {
            return words.info();
        }

        @Override
        public TokenCounter tokens() {
            return words.tokens();
        }

        @Override
        public EngineStatistics statistics() {
            return words.statistics();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
