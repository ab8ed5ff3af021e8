package dev.limelight.pipeline.translate.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.text.Span;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTextTest {

    /** A model that knows every letter, but not the pound's sign. */
    private static KeptSpans kept(String text) {
        TokenCounter letters =
                read ->
                        IntStream.range(0, read.length())
                                .mapToObj(i -> new TokenSpan(id(read.charAt(i)), i, i + 1, false))
                                .toList();
        return new KeptSpans(text, new Alphabet(letters, 0, "en"));
    }

    private static int id(char letter) {
        return letter == '£' ? 0 : letter;
    }

    private static ModelText read(String document) {
        return ModelText.of(kept(document), 0, document.length());
    }

    @Test
    void when_theModelLacksTheSignOfAnAmount_then_itGetsTheNumberAlone() {
        ModelText text = read("costs £41.6 million (£5m)");
        assertThat(text.text()).isEqualTo("costs 41.6 million (5m)");
        assertThat(text.currencySigns())
                .containsExactly(
                        new ModelText.CurrencySign(6, "£"), new ModelText.CurrencySign(20, "£"));
        assertThat(text.placeholders()).isEmpty();
        assertThat(text.origin(6, 10)).isEqualTo(new Span(6, 11));
    }

    @ParameterizedTest
    @ValueSource(strings = {"costs $5 or £4", "costs US£4"})
    void when_theNumberAloneCouldBeOfAnotherCurrency_then_theAmountIsKept(String document) {
        ModelText text = read(document);
        assertThat(text.currencySigns()).isEmpty();
        assertThat(text.placeholders()).hasSize(1);
    }

    @Test
    void when_aNumberIsAName_then_itStandsForItselfUnlessNamed() {
        String document = "call +49 30 1234567 now";
        ModelText text = read(document);
        assertThat(text.text()).isEqualTo(document);
        assertThat(text.placeholders())
                .containsExactly(new ModelText.Placeholder(5, "+49 30 1234567", "+49 30 1234567"));
        assertThat(text.origin(9, 11)).isEqualTo(new Span(9, 11));
        ModelText named = ModelText.named(kept(document), 0, document.length());
        assertThat(named.text()).isEqualTo("call Boston now");
    }

    @Test
    void when_aHyphenDividesAWord_then_theModelGetsItWholeAndItsPlaceIsBothHalves() {
        String document = "has de-\ncided to go";
        ModelText text = ModelText.of(kept(document), 0, document.length());
        assertThat(text.text()).isEqualTo("has decided to go");
        assertThat(text.origin(4, 11)).isEqualTo(new Span(4, 13));
        assertThat(text.runs()).isEmpty();
    }

    @Test
    void when_theHyphenIsTheWordsOwn_then_onlyTheLineBreakGoes() {
        assertThat(ModelText.of(kept("a well-\n> known man"), 0, 19).text())
                .isEqualTo("a well-known man");
    }

    @Test
    void when_aPartIsToCome_then_theLineBreakIsASpaceThatComesBack() {
        ModelText text = ModelText.of(kept("Kinder-\nund"), 0, 11);
        assertThat(text.text()).isEqualTo("Kinder- und");
        assertThat(text.runs()).containsExactly(new ModelText.Run(7, "\n"));
    }

    @Test
    void when_theStretchEndsAtTheHyphen_then_nothingIsJoined() {
        assertThat(ModelText.of(kept("de-\ncided"), 0, 3).text()).isEqualTo("de-");
    }
}
