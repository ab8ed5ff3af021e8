package dev.limelight.pipeline.text.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

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
    void when_aTextIsDivided_then_wordsAreThoseOfUnicode(String text, String words) {
        assertThat(slices(text, words(text))).containsExactly(words.split("/", -1));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"...", "👍🏽", "---", "\u200b"})
    void when_aSentenceHasNoWord_then_itCountsAsOne(String text) {
        assertThat(slices(text, words(text))).containsExactly(text);
    }

    @Test
    void when_aSentenceIsInsideAText_then_wordsStandOnThePositionsOfTheText() {
        assertThat(Words.ofSentence("One two. Six.", 9, 13)).containsExactly(new Span(9, 12));
        assertThat(Words.ofSentence("One. ...", 5, 8)).containsExactly(new Span(5, 8));
    }

    /** A word of the text that is cut by the sentence is a word of its own. */
    @Test
    void when_aSentenceEnds_then_itsWordsEndWithIt() {
        assertThat(Words.ofSentence("onetwo", 3, 6)).containsExactly(new Span(3, 6));
    }

    @Test
    void when_aTextHasNoWord_then_thereIsNone() {
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of("... !")).isEmpty();
    }

    private static List<Span> words(String text) {
        return Words.ofSentence(text, 0, text.length());
    }

    private static List<String> slices(String text, List<Span> words) {
        return words.stream().map(word -> text.substring(word.start(), word.end())).toList();
    }
}
