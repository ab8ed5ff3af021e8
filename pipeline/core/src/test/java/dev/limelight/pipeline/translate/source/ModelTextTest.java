package dev.limelight.pipeline.translate.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.text.Span;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelTextTest {

    /** A model that knows every letter. */
    private static KeptSpans kept(String text) {
        TokenCounter letters =
                read ->
                        IntStream.range(0, read.length())
                                .mapToObj(i -> new TokenSpan(read.charAt(i), i, i + 1, false))
                                .toList();
        return new KeptSpans(text, new Alphabet(letters, 0, "en"));
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
