package dev.limelight.pipeline.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTagsTest {

    @Test
    void when_tagsAreOfOneLanguage_then_theFirstStaysInItsCanonicalForm() {
        assertThat(LanguageTags.distinct(List.of("de", "DE", "de-de", "de-AT", "De-Latn-CH")))
                .containsExactly("de");
        assertThat(LanguageTags.distinct(List.of("DE-at", "de", "FR", "fr-ca", "de")))
                .containsExactly("de-AT", "fr");
        assertThat(LanguageTags.distinct(List.of("zh", "zh-CN", "zh-Hant", "zh-TW", "zh-hans")))
                .containsExactly("zh", "zh-Hant");
        assertThat(LanguageTags.distinct(List.of())).isEmpty();
    }

    @Test
    void when_someAreNoTags_then_theyCountOnceAsTheyAre() {
        assertThat(LanguageTags.distinct(List.of("German", "", "de", "german", "en_US", "")))
                .containsExactly("German", "", "de", "en_US");
    }

    @ParameterizedTest
    @CsvSource({
        "de, de, true",
        "de, de-AT, true",
        "de-CH, de-AT, true",
        "en-Latn-US, en, true",
        "zh-CN, zh, true",
        "sr, sr-Cyrl, true",
        "zh, zh-TW, false",
        "zh-Hans, zh-Hant, false",
        "sr-Latn, sr-Cyrl, false",
        "de, en, false",
        "und, und, false",
        "und, de, false",
        "de, und, false",
        "de, german, false"
    })
    void when_twoTagsAreCompared_then_languageAndScriptCount(
            String one, String other, boolean same) {
        assertThat(LanguageTags.isSame(one, other)).isEqualTo(same);
    }
}
