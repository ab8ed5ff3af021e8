package dev.limelight.modelserver.hub.firefox;

import dev.limelight.modelserver.hub.fetch.Site;
import dev.limelight.modelserver.hub.store.ModelStore;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A server of the registry or of its files; it asks for no token.
 *
 * @param address where it begins
 */
record FirefoxSite(URI address) implements Site {

    @Override
    public @Nullable String token() {
        return null;
    }

    @Override
    public String advice(int status, String code) {
        return "expected the registry of Firefox Translations or a file that it names; check "
                + FirefoxSettings.VARIABLE;
    }

    @Override
    public String networkAdvice() {
        return "check the network and proxy, or set %s to a mirror"
                .formatted(FirefoxSettings.VARIABLE);
    }

    @Override
    public String folderVariable() {
        return ModelStore.VARIABLE;
    }
}
