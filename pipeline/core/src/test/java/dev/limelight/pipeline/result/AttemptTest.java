package dev.limelight.pipeline.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Stage;
import dev.limelight.modelserver.api.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class AttemptTest {

    @Test
    void when_theCoreThrows_then_theStageFailsWithWhatItThrew() {
        Failure failure = failure(new IllegalStateException("bad value"));

        assertThat(failure.stage()).isEqualTo(Stage.SUMMARIZE);
        assertThat(failure.category()).isEqualTo(DeadLetterCategory.MODEL_ERROR);
        assertThat(failure.error()).contains("IllegalStateException", "bad value");
    }

    @Test
    void when_aFutureWrapsWhatTheModelThrew_then_theCategoryIsTheModels() {
        var refused = new ModelException(ModelException.Category.TOO_LARGE, "600 tokens");
        Failure failure = failure(new CompletionException(new CompletionException(refused)));

        assertThat(failure.category()).isEqualTo(DeadLetterCategory.TOO_LARGE);
        assertThat(failure.error()).isEqualTo("600 tokens");
    }

    @Test
    void when_thereIsNoMemory_then_nothingIsMadeOfIt() {
        assertThatThrownBy(() -> failure(new OutOfMemoryError("heap")))
                .isInstanceOf(OutOfMemoryError.class);
        var failed = CompletableFuture.failedFuture(new OutOfMemoryError("heap"));
        assertThatThrownBy(() -> attempt(failed::join)).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void when_theDocumentIsNestedTooDeeply_then_theStageFails() {
        assertThat(attempt(() -> deeper(0))).hasToString("failed");
    }

    @Test
    void when_theThreadIsInterrupted_then_nothingIsMadeOfIt() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> failure(new IllegalStateException("cancelled")))
                    .hasMessage("cancelled");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void when_theNextStageThrows_then_itIsNotThisOnesFailure() {
        List<Failure> failures = new ArrayList<>();
        assertThatThrownBy(
                        () ->
                                Attempt.hand(
                                        Stage.SINK,
                                        () -> "result",
                                        result -> {
                                            throw new IllegalStateException("the next one");
                                        },
                                        failures::add))
                .hasMessage("the next one");
        assertThat(failures).isEmpty();
    }

    private static int deeper(int depth) {
        return 1 + deeper(depth + 1);
    }

    private static Object attempt(Attempt.Core<Object> core) {
        return Attempt.call(Stage.SUMMARIZE, core, failure -> "failed");
    }

    private static Failure failure(Throwable thrown) {
        return Attempt.call(
                Stage.SUMMARIZE,
                () -> {
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) thrown;
                },
                failure -> failure);
    }
}
