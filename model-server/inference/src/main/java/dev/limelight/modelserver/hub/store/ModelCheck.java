package dev.limelight.modelserver.hub.store;

import java.nio.file.Path;
import java.util.List;

/** Says what keeps a model from being run, before it is offered to anybody. */
public interface ModelCheck {

    /** The problems of the model in a folder; none where it runs. */
    List<String> problems(Path folder);
}
