package dev.limelight.modelserver.hub.firefox;

import dev.limelight.modelserver.hub.fetch.Downloads;
import dev.limelight.modelserver.hub.fetch.Http;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.PullListener;
import dev.limelight.modelserver.hub.fetch.Retry;
import dev.limelight.modelserver.hub.store.ModelCheck;
import dev.limelight.modelserver.hub.store.ModelStore;
import dev.limelight.modelserver.hub.store.PulledModel;
import dev.limelight.modelserver.hub.store.Staging;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pulls models of Firefox Translations out of Mozilla's registry into the store.
 *
 * <ol>
 *   <li>The registry says which models a pair has, and the size and checksum of the weights.
 *   <li>Each packed file is fetched; a download that broke off goes on.
 *   <li>The files are unpacked, checked against the registry, and tried; then the model appears.
 * </ol>
 *
 * Blocks. Thread-safe, also between processes.
 */
public final class FirefoxModels {

    private static final String LICENCE = "MPL-2.0";
    private static final int LARGEST_REGISTRY = 64 << 20;

    private final URI address;
    private final ModelStore store;
    private final ModelCheck check;
    private final Retry.Pause pause;

    /**
     * With a place for the models.
     *
     * @param check what each must pass
     */
    public FirefoxModels(FirefoxSettings settings, ModelStore store, ModelCheck check) {
        this(settings, store, check, Retry.SLEEP);
    }

    FirefoxModels(FirefoxSettings settings, ModelStore store, ModelCheck check, Retry.Pause pause) {
        this.address = settings.registry();
        this.store = store;
        this.check = check;
        this.pause = pause;
    }

    /**
     * All models of the registry, in the order of their pairs.
     *
     * @throws HubException when it cannot be read
     */
    public List<RegistryModel> list() {
        return registry().models();
    }

    /**
     * Fetches the best released model of a pair, unless it is there.
     *
     * @param pair as the registry has it, {@code en-pt}
     * @param architecture {@code tiny}, {@code base-memory} or {@code base}; null for the largest
     * @return its folder
     * @throws HubException when it cannot be had, with what to do; then nothing appears
     */
    public Path pull(String pair, @Nullable String architecture, PullListener listener) {
        Registry registry = registry();
        RegistryModel model = registry.best(pair, architecture);
        return isThere(model)
                ? store.model(model.storedName())
                : fetched(registry, model, listener);
    }

    /** By the checksums that the registry has, if it has any. */
    private boolean isThere(RegistryModel model) {
        List<RegistryFile> known =
                model.files().stream().filter(file -> file.sha256() != null).toList();
        return !known.isEmpty() && known.stream().allMatch(file -> isThere(model, file));
    }

    private boolean isThere(RegistryModel model, RegistryFile file) {
        return store.holds(model.storedName(), file.name(), String.valueOf(file.sha256()));
    }

    private Path fetched(Registry registry, RegistryModel model, PullListener listener) {
        PartsDestination parts = new PartsDestination(store.downloads(key(model)));
        var site = new FirefoxSite(registry.base());
        Downloads downloads = new Downloads(site, new Retry(site, pause), listener);
        int done = 0;
        for (RegistryFile file : model.files()) {
            fetch(registry, file, downloads, parts);
            listener.finished(file.packedName(), ++done, model.files().size());
        }
        return published(model, parts.folder());
    }

    /**
     * The packed files go whatever comes: what cannot be used must not be taken for whole again.
     */
    private Path published(RegistryModel model, Path parts) {
        try (Staging staging = Staging.in(store)) {
            Path folder = staging.add(pulled(model));
            for (RegistryFile file : model.files()) {
                Path packed = parts.resolve(file.packedName());
                Packed.unpack(file, packed, folder.resolve(file.name()));
            }
            return staging.publish(check).get(0);
        } finally {
            Staging.delete(parts);
        }
    }

    private static void fetch(
            Registry registry, RegistryFile file, Downloads downloads, PartsDestination to) {
        var remote =
                new Downloads.RemoteFile(
                        file.packedName(), registry.address(file), "unpacked-later", -1);
        try {
            downloads.fetch(remote, to);
        } catch (IOException e) {
            throw new HubException("%s cannot be written: %s".formatted(file.packedName(), e), e);
        }
    }

    /** Another release has other files. */
    private static String key(RegistryModel model) {
        return model.storedName() + "-" + Integer.toHexString(model.files().hashCode());
    }

    private static PulledModel pulled(RegistryModel model) {
        return new PulledModel(
                model.storedName(),
                "firefox:" + model.pair(),
                LICENCE,
                List.of(model.source(), model.target()),
                List.of(
                        "A model of Mozilla's Firefox Translations, architecture %s, status %s."
                                .formatted(model.architecture(), model.status())));
    }

    private Registry registry() {
        var site = new FirefoxSite(address);
        var http = new Http(site);
        String json =
                new Retry(site, pause)
                        .run(
                                "the registry " + address,
                                () -> 0,
                                () -> {
                                    try (Http.Answer answer = http.get(address, 0)) {
                                        byte[] body = answer.body().readNBytes(LARGEST_REGISTRY);
                                        return new String(body, StandardCharsets.UTF_8);
                                    }
                                });
        return Registry.parse(json, address);
    }
}
