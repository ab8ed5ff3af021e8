package dev.limelight.pipeline.result;

import dev.limelight.connectors.codec.OversizedRecordException;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Stage;
import dev.limelight.modelserver.api.ModelException;
import org.jspecify.annotations.Nullable;

/** Turns what a stage or its model threw into what a dead letter says. */
public final class Failures {

    private Failures() {}

    /** The failure of a stage for what was thrown in it. */
    public static Failure of(Stage stage, @Nullable Throwable error) {
        if (error instanceof ModelException refused) {
            return new Failure(stage, category(refused), String.valueOf(refused.getMessage()));
        }
        if (error instanceof OversizedRecordException large) {
            String message = String.valueOf(large.getMessage());
            return new Failure(stage, DeadLetterCategory.TOO_LARGE, message);
        }
        return new Failure(stage, DeadLetterCategory.MODEL_ERROR, String.valueOf(error));
    }

    private static DeadLetterCategory category(ModelException refused) {
        return switch (refused.category()) {
            case TOO_LARGE -> DeadLetterCategory.TOO_LARGE;
            case TIMEOUT -> DeadLetterCategory.TIMEOUT;
            case INVALID -> DeadLetterCategory.INVALID;
            case MODEL_ERROR, CLOSED -> DeadLetterCategory.MODEL_ERROR;
        };
    }
}
