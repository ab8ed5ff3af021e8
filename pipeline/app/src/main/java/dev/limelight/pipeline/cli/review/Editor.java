package dev.limelight.pipeline.cli.review;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Opens a file in the editor that the person has chosen. */
final class Editor {

    private static final String USUAL = "vi";

    private Editor() {}

    /**
     * Opens it, and waits until the editor ends.
     *
     * @throws IllegalStateException if the editor cannot be started, or fails
     */
    static void open(Path file) throws IOException, InterruptedException {
        String editor =
                Stream.of("VISUAL", "EDITOR")
                        .map(name -> String.valueOf(System.getenv().getOrDefault(name, "")))
                        .filter(command -> !command.isBlank())
                        .findFirst()
                        .orElse(USUAL);
        int code =
                new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IllegalStateException(
                    "the editor '%s' ended with code %d, expected 0; the variable EDITOR names another"
                            .formatted(editor, code));
        }
    }
}
