package dev.limelight.modelserver.api.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.api.TokenSpan;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is left of a text whose first tokens name its language. */
class GeneratedTextTest {

    @Test
    void when_aTextBeginsWithALanguage_then_theRestAndItsTokensAreLeft() {
        GeneratedText rest =
                text(
                                "__de__ Guten Tag",
                                new TokenSpan(2, 0, 0, true),
                                new TokenSpan(90, 0, 6, true),
                                new TokenSpan(7, 6, 12, false),
                                new TokenSpan(8, 12, 16, false),
                                new TokenSpan(2, 16, 16, true))
                        .withoutLanguage();
        assertThat(rest.text()).isEqualTo("Guten Tag");
        assertThat(rest.tokens())
                .containsExactly(
                        new TokenSpan(2, 0, 0, true),
                        new TokenSpan(90, 0, 0, true),
                        new TokenSpan(7, 0, 5, false),
                        new TokenSpan(8, 5, 9, false),
                        new TokenSpan(2, 9, 9, true));
    }

    @Test
    void when_aTextIsNothingButItsLanguage_then_nothingIsLeft() {
        GeneratedText rest = text("__de__", new TokenSpan(90, 0, 6, true)).withoutLanguage();
        assertThat(rest.text()).isEmpty();
        assertThat(rest.tokens()).containsExactly(new TokenSpan(90, 0, 0, true));
    }

    @Property
    void when_aTextHasNoVisibleLanguage_then_itIsLeftAlone(
            @ForAll @Size(max = 6) List<@NotEmpty @AlphaChars String> words,
            @ForAll @IntRange(max = 2) int hidden) {
        List<TokenSpan> tokens = new ArrayList<>();
        for (int i = 0; i < hidden; i++) {
            tokens.add(new TokenSpan(i, 0, 0, true));
        }
        int at = 0;
        for (String word : words) {
            tokens.add(new TokenSpan(9, at, at + word.length(), false));
            at += word.length();
        }
        GeneratedText text = text(String.join("", words), tokens.toArray(TokenSpan[]::new));
        assertThat(text.withoutLanguage()).isSameAs(text);
    }

    private static GeneratedText text(String text, TokenSpan... tokens) {
        return new GeneratedText(
                text, List.of(tokens), new float[tokens.length], Float.NaN, List.of());
    }
}
