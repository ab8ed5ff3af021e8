package dev.limelight.pipeline.guard.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.SentenceVectors;
import org.junit.jupiter.api.Test;

class InstructionLikeDetectorTest {

    private static final String TEXT = "The lamp was lit in the evening. ".repeat(6);

    /** Vectors of two numbers, which no weights are for. */
    private static final SentenceVectors OTHER_MODEL =
            sentences ->
                    sentences.stream().map(any -> new double[] {1, 0}).toArray(double[][]::new);

    @Test
    void when_encoderIsNotThatOfTheWeights_then_nothingIsSuspected() {
        var inspected = new Inspected(Documents.english(TEXT), OTHER_MODEL);
        assertThat(new InstructionLikeDetector().inspect(inspected)).isEmpty();
    }
}
