package dev.limelight.modelserver.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubSettingsTest {

    @TempDir private Path home;

    @Test
    void when_nothingIsSet_then_defaultsArePythons() {
        HubSettings settings = HubSettings.of(Map.of(), home);
        assertThat(settings.endpoint()).isEqualTo(URI.create("https://huggingface.co"));
        assertThat(settings.cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
        assertThat(settings.token()).isNull();
        assertThat(settings.isOffline()).isFalse();
    }

    @Test
    void when_oneOfThreeVariablesIsSet_then_theCacheIsFoundByIt() {
        assertThat(cache(Map.of("XDG_CACHE_HOME", "/c"))).isEqualTo("/c/huggingface/hub");
        assertThat(cache(Map.of("XDG_CACHE_HOME", "/c", "HF_HOME", "/h"))).isEqualTo("/h/hub");
        assertThat(cache(Map.of("HF_HOME", "~/h"))).isEqualTo(home + "/h/hub");
        assertThat(cache(Map.of("HF_HOME", "/h", "HF_HUB_CACHE", "/x"))).isEqualTo("/x");
        assertThat(cache(Map.of("HF_HOME", "/h", "HF_HUB_CACHE", ""))).isEqualTo("/h/hub");
    }

    @Test
    void when_theVariableHasNoToken_then_itIsThatOfTheFile() throws IOException {
        Files.writeString(home.resolve("token"), "of-file\n");
        String folder = home.toString();
        assertThat(HubSettings.of(Map.of("HF_HOME", folder), home).token()).isEqualTo("of-file");
        var both = Map.of("HF_HOME", folder, "HF_TOKEN", " of-variable ");
        assertThat(HubSettings.of(both, home).token()).isEqualTo("of-variable");
        var none = Map.of("HF_HOME", folder, "HF_HUB_DISABLE_IMPLICIT_TOKEN", "1");
        assertThat(HubSettings.of(none, home).token()).isNull();
    }

    @Test
    void when_theVariableSaysOffline_then_itIsReadInManyWays() {
        for (String yes : new String[] {"1", "true", "YES", "on"}) {
            assertThat(HubSettings.of(Map.of("HF_HUB_OFFLINE", yes), home).isOffline()).isTrue();
        }
        assertThat(HubSettings.of(Map.of("HF_HUB_OFFLINE", "0"), home).isOffline()).isFalse();
        assertThat(HubSettings.of(Map.of("TRANSFORMERS_OFFLINE", "1"), home).isOffline()).isTrue();
    }

    @Test
    void when_theEndpointIsNoAddress_then_itIsNamed() {
        assertThatThrownBy(() -> HubSettings.of(Map.of("HF_ENDPOINT", "mirror"), home))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endpoint mirror, expected an address such as https://");
        assertThatThrownBy(() -> HubSettings.of(Map.of("HF_ENDPOINT", "file:///a"), home))
                .hasMessageContaining("endpoint file:///a");
    }

    private String cache(Map<String, String> environment) {
        return HubSettings.of(environment, home).cache().toString();
    }
}
