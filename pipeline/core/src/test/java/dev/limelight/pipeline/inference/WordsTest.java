package dev.limelight.pipeline.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.api.AttentionMap;
import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.SentencePart;
import dev.limelight.pipeline.fixture.Records;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    private static final int START = 7;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "The mill, burned.  | The/mill/burned",
                "It's 3.5 % (or 12,000)! | It's/3.5/or/12,000",
                "Straßenbahn-Linie 4 | Straßenbahn/Linie/4",
                "Wi-Fi\u00a0works | Wi/Fi/works",
                "Cafe\u0301 👩‍🚀 ok | Cafe\u0301/ok",
                "「北京」に行く | 北京/に/行く",
                "한국어 문장 | 한국어/문장",
                "x_y a@b.example | x_y/a/b.example",
                "𝄞𠮷 | 𠮷",
                "שלום مرحبا | שלום/مرحبا"
            })
    void words_are_those_of_unicode(String text, String words) {
        assertThat(slices(text, words(text))).containsExactly(words.split("/", -1));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"...", "👍🏽", "---", "\u200b"})
    void sentence_without_a_word_counts_as_one(String text) {
        assertThat(slices(text, words(text))).containsExactly(text);
    }

    @Test
    void word_gets_the_sum_of_its_tokens_and_none_of_special_ones() {
        List<TokenSpan> tokens =
                List.of(
                        new TokenSpan(101, 0, 0, true),
                        new TokenSpan(1, 0, 2, false),
                        new TokenSpan(2, 2, 4, false),
                        new TokenSpan(3, 4, 5, false),
                        new TokenSpan(4, 6, 8, false),
                        new TokenSpan(102, 0, 0, true));
        Words words = Words.of(chunk("Mill, on"), tokens);
        float[] map = new float[36];
        System.arraycopy(new float[] {.5f, .125f, .25f, .0625f, .03125f, 0}, 0, map, 0, 6);
        var maps = List.of(map(new float[36]), map(map));
        assertThat(words.weights(maps)).containsExactly(.375f, .03125f);
    }

    @Test
    void without_a_map_no_word_has_weight() {
        assertThat(words("one two").weights(List.of())).containsExactly(0, 0);
    }

    private static AttentionMap map(float[] weights) {
        return new AttentionMap(AttentionTap.mean(0), 6, weights);
    }

    private static Words words(String text) {
        return Words.of(chunk(text), List.of());
    }

    private static List<String> slices(String text, Words words) {
        return IntStream.range(0, words.starts().length)
                .mapToObj(i -> text.substring(words.starts()[i] - START, words.ends()[i] - START))
                .toList();
    }

    private static Chunk chunk(String text) {
        return new Chunk(
                Records.text("id", text).source(),
                0,
                1,
                START,
                text,
                List.of(new SentencePart(0, START, START + text.length())),
                List.of());
    }
}
