package dev.limelight.modelserver.bergamot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MatrixTest {

    private static final int INPUTS = 70; // more than a block
    private static final int OUTPUTS = 5;

    private final Matrix matrix = new Matrix(INPUTS, OUTPUTS, numbered(), 2, 3);

    /** Output and input of each weight, as a number. */
    private static ByteBuffer numbered() {
        byte[] numbers = new byte[INPUTS * OUTPUTS];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(i / INPUTS, i % INPUTS);
        }
        return ByteBuffer.wrap(numbers);
    }

    private static byte number(int output, int input) {
        return (byte) (output * 31 + input);
    }

    @Test
    void when_rowsAreTaken_then_eachHasTheWeightsOfAnInput() {
        byte[] rows = matrix.rows();
        for (int input = 0; input < INPUTS; input++) {
            for (int output = 0; output < OUTPUTS; output++) {
                assertThat(rows[input * OUTPUTS + output]).isEqualTo(number(output, input));
            }
        }
    }

    @Test
    void when_outputsAreChosen_then_theirWeightsStandInThatOrder() {
        Matrix chosen = matrix.of(new int[] {4, 1});
        assertThat(chosen.inputs()).isEqualTo(INPUTS);
        assertThat(chosen.outputs()).isEqualTo(2);
        assertThat(chosen.scale()).isEqualTo(matrix.scale());
        byte[] rows = chosen.rows();
        for (int input = 0; input < INPUTS; input++) {
            assertThat(rows[input * 2]).isEqualTo(number(4, input));
            assertThat(rows[input * 2 + 1]).isEqualTo(number(1, input));
        }
    }
}
