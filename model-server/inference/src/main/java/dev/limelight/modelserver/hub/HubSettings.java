package dev.limelight.modelserver.hub;

import dev.limelight.modelserver.hub.fetch.Environment;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.WebAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the hub and of its cache, by the environment variables of Python's {@code
 * huggingface_hub}: {@code HF_ENDPOINT}, {@code HF_TOKEN} or the file that {@code HF_TOKEN_PATH}
 * names, {@code HF_HOME}, {@code HF_HUB_CACHE}, {@code HF_HUB_OFFLINE}.
 *
 * @param endpoint of the hub, without a slash at its end
 * @param token sent to the endpoint and to nobody else; null for none
 * @param cache the folder that holds {@code models--org--name}
 * @param isOffline whether only the cache may be asked
 */
public record HubSettings(URI endpoint, @Nullable String token, Path cache, boolean isOffline) {

    private static final String DEFAULT_ENDPOINT = "https://huggingface.co";

    /** The settings of this process. */
    public static HubSettings ofEnvironment() {
        return of(Environment.ofProcess());
    }

    /**
     * The settings of an environment.
     *
     * @throws IllegalArgumentException naming an endpoint that is no web address
     */
    static HubSettings of(Map<String, String> environment, Path userHome) {
        return of(new Environment(environment, userHome));
    }

    private static HubSettings of(Environment variables) {
        Path home = variables.path("HF_HOME", variables.caches().resolve("huggingface"));
        Path legacy = variables.path("HUGGINGFACE_HUB_CACHE", home.resolve("hub"));
        return new HubSettings(
                endpoint(variables.text("HF_ENDPOINT", DEFAULT_ENDPOINT)),
                token(variables, home),
                variables.path("HF_HUB_CACHE", legacy),
                variables.isYes("HF_HUB_OFFLINE") || variables.isYes("TRANSFORMERS_OFFLINE"));
    }

    /**
     * With another hub.
     *
     * @throws IllegalArgumentException when it is no web address
     */
    public HubSettings withEndpoint(String address) {
        return new HubSettings(endpoint(address), token, cache, isOffline);
    }

    public HubSettings withCache(Path folder) {
        return new HubSettings(endpoint, token, folder, isOffline);
    }

    /** Without the network. */
    public HubSettings offline() {
        return new HubSettings(endpoint, token, cache, true);
    }

    /** Without the token, which must not reach a log. */
    @Override
    public String toString() {
        return "HubSettings[%s, %s]".formatted(endpoint, cache);
    }

    private static URI endpoint(String address) {
        return WebAddress.parse(address)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        ("endpoint %s, expected an address such as %s; it comes"
                                                        + " from HF_ENDPOINT or --endpoint")
                                                .formatted(address, DEFAULT_ENDPOINT)));
    }

    private static @Nullable String token(Environment variables, Path home) {
        if (variables.isYes("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
            return null;
        }
        String token = variables.text("HF_TOKEN", variables.text("HUGGING_FACE_HUB_TOKEN", ""));
        Path file = variables.path("HF_TOKEN_PATH", home.resolve("token"));
        return token.isEmpty() ? tokenOf(file) : token;
    }

    private static @Nullable String tokenOf(Path file) {
        try {
            String token = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
            return token.isEmpty() ? null : token;
        } catch (IOException e) {
            throw new HubException("the token file " + file + " cannot be read", e);
        }
    }
}
