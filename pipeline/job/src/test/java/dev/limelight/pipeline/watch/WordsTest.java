package dev.limelight.pipeline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.5S, 500 ms",
        "PT1S, 1 s",
        "PT10S, 10 s",
        "PT1.25S, 1 s 250 ms",
        "PT90S, 1 min 30 s",
        "PT60M, 1 h",
        "PT1H0M5S, 1 h 5 s",
        "PT25H1M1S, 1 d 1 h"
    })
    void when_aDurationIsSaid_then_inItsLargestUnits(Duration duration, String words) {
        assertThat(Words.duration(duration)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1st",
        "2, 2nd",
        "3, 3rd",
        "4, 4th",
        "10, 10th",
        "11, 11th",
        "12, 12th",
        "13, 13th",
        "21, 21st",
        "22, 22nd",
        "103, 103rd",
        "111, 111th",
        "1012, 1012th"
    })
    void when_aRankIsSaid_then_asInEnglish(long number, String words) {
        assertThat(Words.ordinal(number)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 documents", "1, 1 document", "2, 2 documents"})
    void when_thingsAreCounted_then_onlyOneIsSingular(long number, String words) {
        assertThat(Words.count(number, "document")).isEqualTo(words);
    }
}
