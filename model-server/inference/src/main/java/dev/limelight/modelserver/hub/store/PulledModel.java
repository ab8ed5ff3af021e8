package dev.limelight.modelserver.hub.store;

import dev.limelight.modelserver.hub.fetch.Checksums;
import dev.limelight.modelserver.hub.fetch.HubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The origin and licence of a model that was pulled. Its folder gets it as the head of a {@code
 * README.md}, as the hub's model cards have it, and the checksums of its files as {@code sha256sum}
 * writes them.
 *
 * @param name of its folder in the store
 * @param source what {@code models pull} was asked for, such as {@code firefox:en-pt}
 * @param licence SPDX name, or a few words where there is none
 * @param languages BCP 47 tags of what it reads and writes; empty where nobody says it
 * @param remarks sentences for a person
 */
public record PulledModel(
        String name, String source, String licence, List<String> languages, List<String> remarks) {

    /** The file of checksums. */
    static final String SUMS = "SHA256SUMS";

    private static final String CARD = "README.md";

    public PulledModel {
        languages = List.copyOf(languages);
        remarks = List.copyOf(remarks);
    }

    /** Writes the card and the checksums beside the model's files. */
    void describe(Path folder) {
        try {
            Files.write(folder.resolve(SUMS), sums(folder));
            Files.write(folder.resolve(CARD), card());
        } catch (IOException e) {
            throw new HubException("%s cannot be written: %s".formatted(folder, e), e);
        }
    }

    private List<String> card() {
        List<String> card = new ArrayList<>();
        card.add("---");
        card.add("license: " + licence);
        card.add("source: " + source);
        if (!languages.isEmpty()) {
            card.add("language:");
            languages.forEach(language -> card.add("- " + language));
        }
        card.addAll(List.of("---", "# " + name, ""));
        card.addAll(remarks);
        return card;
    }

    private static List<String> sums(Path folder) throws IOException {
        List<String> sums = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                sums.add(Checksums.sha256(file) + "  " + file.getFileName());
            }
        }
        return sums;
    }
}
