package dev.limelight.pipeline.bench.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder for a model that a bench makes: a folder that is kept, or a temporary one. */
public final class MeasuredModelFolder implements AutoCloseable {

    private final Path path;
    private final boolean isKept;

    /**
     * @param keep the folder; null for a new one, which {@link #close} removes
     */
    public MeasuredModelFolder(@Nullable Path keep) throws IOException {
        this.path = keep == null ? Files.createTempDirectory("limelight-model") : keep;
        this.isKept = keep != null;
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (isKept) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
