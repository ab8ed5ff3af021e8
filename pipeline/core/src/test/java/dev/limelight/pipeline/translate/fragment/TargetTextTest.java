package dev.limelight.pipeline.translate.fragment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.translate.source.Alphabet;
import dev.limelight.pipeline.translate.source.KeptSpans;
import dev.limelight.pipeline.translate.source.ModelText;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTextTest {

    /** A model that lacks the signs of pound and euro. */
    private static final TokenCounter TOKENS =
            text ->
                    IntStream.range(0, text.length())
                            .mapToObj(i -> new TokenSpan(id(text.charAt(i)), i, i + 1, false))
                            .toList();

    private static int id(char letter) {
        return letter == '£' || letter == '€' ? 0 : letter;
    }

    private static ModelText source(String text) {
        return ModelText.of(new KeptSpans(text, new Alphabet(TOKENS, 0, "en")), 0, text.length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It costs £41.6 million.|Custa 41,6 milhões.|Custa £41,6 milhões.",
                "From £1,250 to €2.|De 1.250 a 2.|De £1.250 a €2.",
                "5 books for £5.|5 livros por 5.|5 livros por £5.",
                "£5bn (up 3)|5 bilhões (mais 3)|£5 bilhões (mais 3)",
            })
    void when_theModelWroteTheNumber_then_theSignIsBeforeIt(
            String text, String written, String expected) {
        assertThat(requireNonNull(TargetText.of(source(text), written)).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It costs £300,000.|Custa 300 mil.",
                "5 books for £5.|Livros por 5.",
                "It costs £5.|Custa 5 ou 5.",
                "a .£6 b|a .6 b .6",
            })
    void when_theNumberIsNotThereAsOften_then_thereIsNoTarget(String text, String written) {
        assertThat(TargetText.of(source(text), written)).isNull();
    }

    @Test
    void when_aNumberGetsItsSign_then_itsPlaceIncludesTheSign() {
        TargetText target = requireNonNull(TargetText.of(source("For £5 now"), "Por 5 agora"));
        assertThat(target.moved(4, 5)).isEqualTo(new Span(4, 6));
        assertThat(target.moved(6, 11)).isEqualTo(new Span(7, 12));
    }

    @Test
    void when_aNumberStandsForItself_then_noLineBreakDividesIt() {
        TargetText target =
                requireNonNull(
                        TargetText.of(source("call\n+49 30 1234567"), "+49 30 1234567 callen"));
        assertThat(target.text()).isEqualTo("+49 30 1234567\ncallen");
    }
}
