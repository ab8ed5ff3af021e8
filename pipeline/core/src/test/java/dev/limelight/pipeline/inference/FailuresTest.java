package dev.limelight.pipeline.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.DeadLetterCategory;
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
    void refusal_keeps_its_category_and_words(
            ModelException.Category category, DeadLetterCategory expected) {
        assertThat(Failures.of(new ModelException(category, "600 tokens")))
                .isEqualTo(new Failure(expected, "600 tokens"));
    }

    @Test
    void any_other_error_is_the_models() {
        assertThat(Failures.of(new IllegalStateException("broken")))
                .isEqualTo(
                        new Failure(
                                DeadLetterCategory.MODEL_ERROR,
                                "java.lang.IllegalStateException: broken"));
        assertThat(Failures.of(null).category()).isEqualTo(DeadLetterCategory.MODEL_ERROR);
    }
}
