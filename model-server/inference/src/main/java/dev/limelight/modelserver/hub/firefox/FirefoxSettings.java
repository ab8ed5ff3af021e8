package dev.limelight.modelserver.hub.firefox;

import dev.limelight.modelserver.hub.fetch.Environment;
import dev.limelight.modelserver.hub.fetch.WebAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the registry of Firefox Translations is.
 *
 * @param registry address of its JSON document
 */
public record FirefoxSettings(URI registry) {

    /** Names another registry, such as a mirror. */
    public static final String VARIABLE = "LIMELIGHT_FIREFOX_REGISTRY";

    private static final String PUBLIC =
            "https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data"
                    + "/db/models.json";

    /**
     * The settings of this process.
     *
     * @param address of the registry; null for that of {@link #VARIABLE}, else the public one
     * @throws IllegalArgumentException for what is no web address
     */
    public static FirefoxSettings of(@Nullable String address) {
        return of(Environment.ofProcess(), address);
    }

    static FirefoxSettings of(Environment environment, @Nullable String address) {
        String text = address == null ? environment.text(VARIABLE, PUBLIC) : address;
        return new FirefoxSettings(
                WebAddress.parse(text)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                ("registry %s, expected an address such as %s; it"
                                                                + " comes from %s or --endpoint")
                                                        .formatted(text, PUBLIC, VARIABLE))));
    }
}
