package dev.limelight.pipeline.summarize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryLengthTest {

    @ParameterizedTest
    @CsvSource({
        "3, 10, 3",
        "3, 2, 2",
        "1, 1, 1",
        "2147483647, 7, 7",
        "20%, 10, 2",
        "15%, 10, 2",
        "1%, 10, 1",
        "0.01%, 3, 1",
        "100%, 7, 7",
        "' 25 % ', 8, 2"
    })
    void when_aLengthIsRead_then_itIsANumberOfSentencesOrAShareRoundedUp(
            String length, int available, int sentences) {
        assertThat(SummaryLength.parse(length).of(available)).isEqualTo(sentences);
    }

    @Property
    void when_aShareIsWhole_then_itIsNotRoundedUpByOne(
            @ForAll @IntRange(min = 1, max = 100) int percent,
            @ForAll @IntRange(min = 1, max = 50) int hundreds) {
        assertThat(SummaryLength.parse(percent + "%").of(hundreds * 100))
                .isEqualTo(percent * hundreds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "-1",
                "1.5",
                "three",
                "%",
                "0%",
                "-5%",
                "101%",
                "NaN%",
                "99999999999"
            })
    void when_aLengthIsAnyOther_then_itIsRefusedWithWhatWasExpected(String length) {
        assertThatThrownBy(() -> SummaryLength.parse(length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("summary length '%s', expected %s", length, SummaryLength.EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "1", "2147483647", "15%", "7%", "100%", "12.5%", "0.1%"})
    void when_aLengthIsWritten_then_itIsAsItIsRead(String length) {
        SummaryLength parsed = SummaryLength.parse(length);
        assertThat(parsed).hasToString(length);
        assertThat(SummaryLength.parse(parsed.toString())).isEqualTo(parsed);
    }

    @Test
    void when_aNumberIsNoWholeSentence_then_itIsRefused() {
        assertThatThrownBy(() -> new SummaryLength(2.5, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2.5");
        assertThatThrownBy(() -> new SummaryLength(Double.NaN, true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
