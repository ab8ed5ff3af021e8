package dev.limelight.modelserver.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the hub and its cache are, by the environment variables of Python's {@code
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
    private static final Set<String> YES = Set.of("1", "ON", "YES", "TRUE");

    /** The settings of this process. */
    public static HubSettings ofEnvironment() {
        return of(System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * The settings of an environment.
     *
     * @throws IllegalArgumentException naming an endpoint that is no web address
     */
    static HubSettings of(Map<String, String> environment, Path userHome) {
        Environment variables = new Environment(environment, userHome);
        Path caches = variables.path("XDG_CACHE_HOME", userHome.resolve(".cache"));
        Path home = variables.path("HF_HOME", caches.resolve("huggingface"));
        Path legacy = variables.path("HUGGINGFACE_HUB_CACHE", home.resolve("hub"));
        return new HubSettings(
                endpoint(variables.text("HF_ENDPOINT", DEFAULT_ENDPOINT)),
                variables.token(home),
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
        try {
            URI uri = URI.create(address.strip().replaceFirst("/+$", ""));
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the words that help.
        }
        throw new IllegalArgumentException(
                "endpoint %s, expected an address such as %s; it comes from HF_ENDPOINT or --endpoint"
                        .formatted(address, DEFAULT_ENDPOINT));
    }

    private record Environment(Map<String, String> variables, Path userHome) {

        /** An empty variable counts as none. */
        String text(String name, String fallback) {
            String value = variables.getOrDefault(name, "").strip();
            return value.isEmpty() ? fallback : value;
        }

        Path path(String name, Path fallback) {
            String value = text(name, fallback.toString());
            return value.equals("~") || value.startsWith("~/")
                    ? userHome.resolve(value.substring(Math.min(2, value.length())))
                    : Path.of(value);
        }

        boolean isYes(String name) {
            return YES.contains(text(name, "").toUpperCase(Locale.ROOT));
        }

        @Nullable String token(Path home) {
            if (isYes("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
                return null;
            }
            String token = text("HF_TOKEN", text("HUGGING_FACE_HUB_TOKEN", ""));
            return token.isEmpty() ? tokenOf(path("HF_TOKEN_PATH", home.resolve("token"))) : token;
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
}
