package dev.limelight.pipeline.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Stage;
import dev.limelight.modelserver.api.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

    @ParameterizedTest
    @CsvSource({
        "TOO_LARGE, TOO_LARGE",
        "TIMEOUT, TIMEOUT",
        "MODEL_ERROR, MODEL_ERROR",
        "CLOSED, MODEL_ERROR"
    })
    void when_aDocumentIsRefused_then_categoryAndWordsAreKept(
            ModelException.Category category, DeadLetterCategory expected) {
        assertThat(Failures.of(Stage.TRANSLATE, new ModelException(category, "600 tokens")))
                .isEqualTo(new Failure(Stage.TRANSLATE, expected, "600 tokens"));
    }

    @Test
    void when_anErrorIsAnyOther_then_itIsTheModels() {
        assertThat(Failures.of(Stage.TRANSLATE, new IllegalStateException("broken")))
                .isEqualTo(
                        new Failure(
                                Stage.TRANSLATE,
                                DeadLetterCategory.MODEL_ERROR,
                                "java.lang.IllegalStateException: broken"));
        assertThat(Failures.of(Stage.TRANSLATE, null).category())
                .isEqualTo(DeadLetterCategory.MODEL_ERROR);
    }
}
