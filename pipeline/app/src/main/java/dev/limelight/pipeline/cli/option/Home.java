package dev.limelight.pipeline.cli.option;

import java.nio.file.Path;

/** The folder of Limelight, as the launcher passes it. */
public final class Home {

    private Home() {}

    /** A path below the folder; the working directory where the launcher passed none. */
    public static Path path(String first, String... more) {
        return Path.of(System.getProperty("limelight.home", ".")).resolve(Path.of(first, more));
    }
}
