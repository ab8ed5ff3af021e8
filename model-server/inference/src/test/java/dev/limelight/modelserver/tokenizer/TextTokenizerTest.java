package dev.limelight.modelserver.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.fixture.TestModels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTokenizerTest {

    private static final int UNKNOWN = 100;
    private static final int CLS = 101;
    private static final int SEP = 102;
    private static final TextTokenizer TOKENIZER = TextTokenizer.open(TestModels.miniLmTokenizer());

    private static List<String> pieces(String text) {
        return TOKENIZER.tokens(text).stream()
                .map(t -> text.substring(t.start(), t.end()))
                .toList();
    }

    @Test
    void when_aTextHasEmoji_then_laterSpansMoveByUtf16Units() {
        assertThat(pieces("a \uD83D\uDE00\uD83D\uDE00 b \uD83D\uDE80 cat"))
                .containsExactly("a", "\uD83D\uDE00\uD83D\uDE00", "b", "\uD83D\uDE80", "cat");
    }

    @ParameterizedTest
    @CsvSource({
        "\u5317\u4eac x,\u5317|\u4eac|x",
        "\uD840\uDC00 z,\uD840\uDC00|z",
        "cafe\u0301 au,cafe|au",
        "a\u0001b\u007fc d,a\u0001b\u007fc|d",
        "a\u0000b c,a\u0000b|c",
        "a\u200bb c,a\u200bb|c",
        "\u202eabc\u202c d,abc|d",
        "\uFEFFa b,a|b",
        "a\u00a0b,a|b",
        "\uAC00 k,\uAC00|\uAC00|k",
    })
    void when_aTextHasOddCharacters_then_spansAreThoseOfTheInput(String text, String expected) {
        assertThat(String.join("|", pieces(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\r\n\t", "\u0000", "\u200b\u202e", "\u00a0\u3000"})
    void when_aTextHasNoWords_then_itHasNoTokens(String text) {
        assertThat(TOKENIZER.tokens(text)).isEmpty();
        assertThat(TOKENIZER.count(text)).isZero();
        assertThat(TOKENIZER.framed(text)).extracting(TokenSpan::id).containsExactly(CLS, SEP);
    }

    @Test
    void when_aWordIsOverTheLimit_then_itIsOneUnknownTokenWithItsSpan() {
        String word = "x".repeat(20_000);
        assertThat(TOKENIZER.tokens(word + " y").get(0))
                .isEqualTo(new TokenSpan(UNKNOWN, 0, 20_000, false));
    }

    @Test
    void when_aSurrogateIsAlone_then_itCountsAsOneUnitAndDoesNotMoveOthers() {
        assertThat(pieces("\uD800abc d\uDC00 \uD83D\uDE80 e\uD83D"))
                .startsWith("abc", "d")
                .contains("\uD83D\uDE80");
        assertThat(TOKENIZER.tokens("\uDC00\uD800 end").get(0).start()).isEqualTo(3);
    }

    @Test
    void when_aTextNamesControlTokens_then_theyAreText() {
        assertThat(TOKENIZER.tokens("end [SEP] [CLS] [PAD] [MASK]"))
                .extracting(TokenSpan::id)
                .doesNotContain(0, CLS, SEP, 103);
        assertThat(TOKENIZER.framed("[SEP]")).filteredOn(TokenSpan::special).hasSize(2);
    }

    @Test
    void when_aTextIsFramed_then_whatTheTokenizerAddedIsFlagged() {
        List<TokenSpan> framed = TOKENIZER.framed("hello");
        assertThat(framed)
                .containsExactly(
                        new TokenSpan(CLS, 0, 0, true),
                        new TokenSpan(7592, 0, 5, false),
                        new TokenSpan(SEP, 5, 5, true));
    }

    @Tag("slow")
    @Test
    void when_aTextHasAMillionCharacters_then_itIsNeitherCutNorRefused() {
        String text = "Hello world, this is it. ".repeat(40_000);
        assertThat(TOKENIZER.count(text)).isEqualTo(280_000);
        assertThat(TOKENIZER.tokens(text).get(279_999).end()).isEqualTo(text.length() - 1);
        assertThat(TOKENIZER.count("x".repeat(1_000_000))).isEqualTo(1);
    }

    @Property
    void always_spansAreInOrderWithinTheText(@ForAll @StringLength(max = 300) String text) {
        int before = 0;
        for (TokenSpan token : TOKENIZER.framed(text)) {
            assertThat(token.start()).isGreaterThanOrEqualTo(before);
            assertThat(token.end()).isLessThanOrEqualTo(text.length());
            before = token.start();
        }
        assertThat(TOKENIZER.tokens(text)).hasSize(TOKENIZER.framed(text).size() - 2);
    }

    @Property
    void always_spansEndBetweenCharacters(@ForAll @StringLength(max = 100) String text) {
        String mixed = "\uD83D\uDE80 " + text + " \uD83C\uDF89 end";
        assertThat(pieces(mixed)).endsWith("\uD83C\uDF89", "end");
    }

    @Test
    void when_aFileIsNoJson_then_itIsRefused() {
        assertThatThrownBy(() -> TextTokenizer.open("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("2 bytes");
    }

    @Test
    void when_closed_then_callsFailInsteadOfCrashing() {
        TextTokenizer tokenizer = TextTokenizer.open(TestModels.miniLmTokenizer());
        tokenizer.close();
        tokenizer.close();
        assertThatThrownBy(() -> tokenizer.tokens("a"))
                .isInstanceOfSatisfying(
                        ModelException.class,
                        e -> assertThat(e.category()).isEqualTo(ModelException.Category.CLOSED));
    }
}
