package dev.limelight.pipeline.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.pipeline.language.LanguageProfile.Section;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanguagesTest {

    static Iterable<String> codes() {
        return Languages.codes();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void when_languageIsRegistered_then_itsListsAreThere(String code) {
        LanguageProfile profile = Languages.profile(code + "-XX");
        assertThat(profile.code()).isEqualTo(code);
        for (Section section : Set.of(Section.TITLE, Section.STARTER, Section.PRONOUN)) {
            assertThat(profile.list(section)).isNotEmpty();
        }
        assertThat(profile.has(Section.MONTH, "März")).isEqualTo(code.equals("de"));
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
