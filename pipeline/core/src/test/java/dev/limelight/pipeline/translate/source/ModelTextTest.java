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
    void when_a_hyphen_divides_a_word_then_the_model_gets_it_whole_and_its_place_is_both_halves() {
        String document = "has de-\ncided to go";
        ModelText text = ModelText.of(kept(document), 0, document.length());
        assertThat(text.text()).isEqualTo("has decided to go");
        assertThat(text.origin(4, 11)).isEqualTo(new Span(4, 13));
        assertThat(text.runs()).isEmpty();
    }

    @Test
    void when_the_hyphen_is_the_words_own_then_only_the_line_break_goes() {
        assertThat(ModelText.of(kept("a well-\n> known man"), 0, 19).text())
                .isEqualTo("a well-known man");
    }

    @Test
    void when_a_part_is_to_come_then_the_line_break_is_a_space_that_comes_back() {
        ModelText text = ModelText.of(kept("Kinder-\nund"), 0, 11);
        assertThat(text.text()).isEqualTo("Kinder- und");
        assertThat(text.runs()).containsExactly(new ModelText.Run(7, "\n"));
    }

    @Test
    void when_the_stretch_ends_at_the_hyphen_then_nothing_is_joined() {
        assertThat(ModelText.of(kept("de-\ncided"), 0, 3).text()).isEqualTo("de-");
    }
}
