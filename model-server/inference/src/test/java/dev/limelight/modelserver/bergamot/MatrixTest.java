package dev.limelight.modelserver.bergamot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixTest {

    private static final int INPUTS = 70; // more than a block
    private static final int OUTPUTS = 19; // and squares of eight

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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 16, 19})
    void when_outputsAreChosen_then_theirWeightsStandInThatOrder(int count) {
        int[] chosen = IntStream.range(0, count).map(i -> i * 5 % OUTPUTS).toArray();
        ByteBuffer written = ByteBuffer.allocateDirect(INPUTS * count);
        matrix.write(chosen, written);
        for (int input = 0; input < INPUTS; input++) {
            for (int i = 0; i < count; i++) {
                assertThat(written.get(input * count + i)).isEqualTo(number(chosen[i], input));
            }
        }
    }
}
