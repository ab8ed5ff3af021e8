package dev.limelight.modelserver.bergamot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BergamotWeightsTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "bergamot");
    private static final byte[] FILE = read("shared");

    @Test
    void when_aModelIsRead_then_itsNetworkIsThatOfItsSettings() {
        assertEquals(
                new Network(64, 8, 2, 2, 128, 128, 104, 104, true, 1),
                BergamotWeights.parse("model.bin", ByteBuffer.wrap(FILE)).network());
        assertEquals(
                new Network(64, 8, 2, 4, 128, 128, 104, 104, false, 3),
                BergamotWeights.parse("model.bin", ByteBuffer.wrap(read("separate"))).network());
    }

    @Test
    void when_aMatrixIsRead_then_itsRowsAreTheColumnsOfTheFile() {
        Matrix matrix =
                BergamotWeights.parse("model.bin", ByteBuffer.wrap(FILE))
                        .matrix("encoder_l1_ffn_W1");
        byte[] rows = matrix.rows();
        assertEquals(64, matrix.inputs());
        assertEquals(128, matrix.outputs());
        for (int input = 0; input < 64; input++) {
            for (int output = 0; output < 128; output++) {
                assertEquals(
                        matrix.transposed().get(output * 64 + input), rows[input * 128 + output]);
            }
        }
        assertEquals(
                127, IntStream.range(0, rows.length).map(i -> Math.abs(rows[i])).max().orElse(0));
        assertEquals(30f, matrix.alpha());
    }

    @Test
    void when_aFileIsCutAnywhere_then_theErrorSaysSo() {
        for (int length = 0; length < FILE.length; length += length < 16_000 ? 1 : 997) {
            refused(Arrays.copyOf(FILE, length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x40, 0x80, 0xff})
    void when_aByteBeforeTheDataIsFlipped_then_theFileIsRefused(int bits) {
        int data = data();
        byte[] flipped = FILE.clone();
        for (int at = 0; at < data; at++) {
            flipped[at] ^= (byte) bits;
            if (!isClosingZeroLeftOut(at, flipped)) {
                refused(flipped);
            }
            flipped[at] = FILE[at];
        }
    }

    /**
     * The shape of the settings one less: their last byte is a zero that some writers leave out.
     */
    private static boolean isClosingZeroLeftOut(int at, byte[] flipped) {
        int settings = 1031;
        ByteBuffer numbers = ByteBuffer.wrap(FILE).order(ByteOrder.LITTLE_ENDIAN);
        return at + Integer.BYTES <= FILE.length
                && numbers.getInt(at) == settings
                && flipped[at] == (byte) (settings - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "dec-cell: ssru, dec-cell: gru_, dec-cell is 'gru_'",
        "transformer-decoder-autoreg: rnn, transformer-decoder-autoreg: aan, transformer-decoder-autoreg is 'aan'",
        "transformer-postprocess: dan, transformer-postprocess: dnn, transformer-postprocess is 'dnn'",
        "transformer-ffn-depth: 2, transformer-ffn-depth: 3, transformer-ffn-depth is '3'",
        "transformer-ffn-activation: relu, transformer-ffn-activation: gelu, transformer-ffn-activation is 'gelu'",
        "type: transformer, type: transformes, type is 'transformes'",
        "right-left: false, right-left: trues, right-left is 'trues'",
        "transformer-heads: 8, transformer-heads: 7, for 7 heads",
        "transformer-heads: 8, transformer-heads: x, transformer-heads is x",
        "enc-depth: 2, enc-depth: 3, no tensor encoder_l3",
        "enc-depth: 2, enc-depth: 1, tensors that its network does not have",
        "dim-emb: 64, dim-emb: 32, of shape",
        "transformer-guided-alignment-layer: last, transformer-guided-alignment-layer: '99', is 99",
    })
    void when_aSettingIsNotSupported_then_theErrorNamesIt(String from, String to, String expected) {
        String message = refused(replaced(from, to)).getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void when_aModelHasNoScalesOfActivations_then_theErrorSaysWhatTheyAreFor() {
        byte[] file = FILE.clone();
        replace(file, "encoder_l1_self_Wq_QuantMultA", "encoder_l1_self_Wq_QuantMultB");
        String message = refused(file).getMessage();
        assertTrue(message.contains("no encoder_l1_self_Wq_QuantMultA"), message);
        assertTrue(message.contains("alphas"), message);
    }

    private static byte[] replaced(String from, String to) {
        byte[] file = FILE.clone();
        replace(file, from, to);
        return file;
    }

    /** Keeps the length: what follows on the line goes. */
    private static void replace(byte[] file, String from, String to) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(from);
        byte[] bytes = to.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, file, at, bytes.length);
    }

    private static ModelException refused(byte[] file) {
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () -> BergamotWeights.parse("model.bin", ByteBuffer.wrap(file)));
        assertEquals(Category.MODEL_ERROR, e.category());
        assertTrue(String.valueOf(e.getMessage()).startsWith("model.bin"), e.getMessage());
        return e;
    }

    /** Where the data begins: behind headers, names, shapes and padding. */
    private static int data() {
        ByteBuffer file = ByteBuffer.wrap(FILE).order(ByteOrder.LITTLE_ENDIAN);
        int count = (int) file.getLong(8);
        long data = 0;
        for (int i = 0; i < count; i++) {
            data += file.getLong(16 + 32 * i + 24);
        }
        return (int) (FILE.length - data);
    }

    private static byte[] read(String folder) {
        try {
            return Files.readAllBytes(DATA.resolve(folder).resolve("model.bin"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void when_yamlHasListsInBothForms_then_bothAreRead() {
        MarianYaml yaml =
                MarianYaml.parse(
                        "x", "a: 1\nb:\n  - 2\n  - '3' # two\nc: [4, 5]\nd:\n  []\ne: \"\"\n");
        assertEquals(List.of("1"), yaml.list("a"));
        assertEquals(List.of("2", "3"), yaml.list("b"));
        assertEquals(List.of("4", "5"), yaml.list("c"));
        assertEquals(List.of(), yaml.list("d"));
        assertEquals("", yaml.text("e").orElse("?"));
        assertThrows(ModelException.class, () -> MarianYaml.parse("x", "no key"));
    }

    @ParameterizedTest
    @CsvSource({
        "gemm-precision: float32, gemm-precision is float32",
        "word-penalty: 0.5, word-penalty is 0.5",
        "beam-size: 0, beam-size is 0",
        "max-length-factor: many, max-length-factor is many",
    })
    void when_anEngineSettingIsNotSupported_then_theErrorNamesIt(String line, String expected) {
        ModelException e =
                assertThrows(ModelException.class, () -> EngineSettings.parse("config.yml", line));
        assertTrue(String.valueOf(e.getMessage()).contains(expected), e.getMessage());
    }
}
