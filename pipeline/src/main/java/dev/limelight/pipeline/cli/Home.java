package dev.limelight.pipeline.cli;

import java.nio.file.Path;

/** Where Limelight lies; the launcher says. */
final class Home {

    private Home() {}

    static Path path(String first, String... more) {
        return Path.of(System.getProperty("limelight.home", ".")).resolve(Path.of(first, more));
    }
}
