package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.encode.Encoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What reference libraries give for a text: all tokens, and hidden states and attention of some
 * rows, see the scripts in test-data.
 */
record GoldenText(
        String text,
        int[] ids,
        int[] special,
        int[][] spans,
        int[] rows,
        double[][] hidden,
        Map<Integer, double[][]> attention) {

    static GoldenText[] read(Path file) throws IOException {
        return new Gson().fromJson(Files.readString(file), GoldenText[].class);
    }

    /** Checks what a model gave, with the means of some layers. */
    void check(Encoded encoded) {
        assertThat(encoded.tokens()).extracting(TokenSpan::id).isEqualTo(boxed(ids()));
        for (int i = 0; i < ids().length; i++) {
            TokenSpan token = encoded.tokens().get(i);
            assertThat(token.special()).isEqualTo(special()[i] == 1);
            if (!token.special()) {
                assertThat(List.of(token.start(), token.end()))
                        .isEqualTo(List.of(wordStart(spans()[i]), spans()[i][1]));
            }
        }
        for (int i = 0; i < rows().length; i++) {
            int from = rows()[i] * encoded.width();
            assertClose(encoded.hidden(), from, hidden()[i]);
            for (AttentionMap map : encoded.attention()) {
                assertClose(
                        map.weights(),
                        rows()[i] * map.tokens(),
                        attention().get(map.tap().layer())[i]);
            }
        }
    }

    /**
     * Transformers counts the space before a word to SentencePiece's token; an encoder does not.
     */
    private int wordStart(int[] span) {
        int at = span[0];
        while (at < span[1] && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < span[1] ? at : span[0];
    }

    private static void assertClose(float[] actual, int from, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[from + i]).isCloseTo(expected[i], within(1e-4));
        }
    }

    private static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
