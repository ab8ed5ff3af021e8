package dev.limelight.pipeline.cli;

import java.nio.file.Path;

/** Where Limelight lies; the launcher says. */
public final class Home {

    private Home() {}

    public static Path path(String first, String... more) {
        return Path.of(System.getProperty("limelight.home", ".")).resolve(Path.of(first, more));
    }
}
