package dev.limelight.pipeline.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.pipeline.language.LanguageProfile.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

    static Iterable<String> codes() {
        return Languages.codes();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void when_languageIsRegistered_then_itsListsAreThere(String code) {
        LanguageProfile profile = Languages.profile(code + "-XX");
        assertThat(profile.code()).isEqualTo(code);
        assertThat(profile.list(Section.TITLE)).isNotEmpty();
        assertThat(profile.has(Section.MONTH, "März")).isEqualTo(code.equals("de"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "es", "fr", "it", "nl", "pt"})
    void when_aLanguageHasAllRules_then_itsStartersAndPronounsAreThere(String code) {
        LanguageProfile profile = Languages.profile(code);
        assertThat(profile.list(Section.STARTER)).isNotEmpty();
        assertThat(profile.list(Section.PRONOUN)).isNotEmpty();
    }

    @Test
    void when_languageHasNoProfile_then_generic() {
        assertThat(Languages.profile("tlh")).isSameAs(Languages.GENERIC);
        assertThat(Languages.profile("und").generic()).isTrue();
    }

    @Test
    void when_aFileHasAnUnknownSection_then_itIsRefused() {
        assertThatThrownBy(() -> ProfileReader.parse("[tilte]\ndr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tilte");
    }
}
