package dev.limelight.pipeline.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptsTest {

    @ParameterizedTest
    @CsvSource({
        "Hello, en, true",
        "Grüße, de, true",
        "你好世界, en, false",
        "你好世界, zh, true",
        "你好世界, zh-Hant, true",
        "東京は, ja, true",
        "Привет, en, false",
        "Привет, ru, true",
        "Привет, sr-Latn, false",
        "مرحبا, de, false",
        "สวัสดี, en, false",
        "Hello 你好, en, true",
        "12 + 3 = 5, en, true",
    })
    void when_aTextIsInAScript_then_itCanBeInTheLanguagesThatAreWrittenInIt(
            String text, String tag, boolean can) {
        assertThat(Scripts.canBe(text, tag)).isEqualTo(can);
    }
}
