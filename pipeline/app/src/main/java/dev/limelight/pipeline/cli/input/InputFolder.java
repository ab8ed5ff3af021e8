package dev.limelight.pipeline.cli.input;

import dev.limelight.pipeline.cli.option.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The documents in a folder, and the files that are none.
 *
 * @param documents the documents, in the order of their paths
 * @param others paths of what is no document, relative to the folder, in their order
 */
public record InputFolder(List<InputDocument> documents, List<Path> others) {

    private static final int MOST_NAMED = 10;

    /**
     * Reads all documents in a folder and in those within it.
     *
     * @throws UsageException if there is no such folder, or no document in it
     */
    public static InputFolder read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UsageException(
                    "no folder %s, expected one with %s files"
                            .formatted(folder, InputDocument.EXPECTED));
        }
        List<InputDocument> documents = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        Path root = folder.toRealPath();
        for (Path file : files(root)) {
            if (InputDocument.isDocument(file)) {
                documents.add(InputDocument.of(file));
            } else {
                others.add(root.relativize(file));
            }
        }
        if (documents.isEmpty()) {
            throw new UsageException(
                    "no document in %s, expected %s files"
                            .formatted(folder, InputDocument.EXPECTED));
        }
        return new InputFolder(documents, others);
    }

    /** Names what was not read, the first of many; empty where all was. */
    public String notRead() {
        if (others.isEmpty()) {
            return "";
        }
        String names =
                others.stream()
                        .limit(MOST_NAMED)
                        .map(Path::toString)
                        .collect(Collectors.joining(", "));
        int more = others.size() - MOST_NAMED;
        return "not read, expected %s: %s%s"
                .formatted(
                        InputDocument.EXPECTED,
                        names,
                        more > 0 ? " and %d more".formatted(more) : "");
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }
}
