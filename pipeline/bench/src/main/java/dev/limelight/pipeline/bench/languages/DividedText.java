package dev.limelight.pipeline.bench.languages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sentences of one language out of a file {@code LANGUAGE.tsv}, a document's name and a
 * sentence each line.
 *
 * @param language an ISO 639 code
 * @param documents the sentences of each document, in the order of the file
 */
record DividedText(String language, List<List<String>> documents) {

    /**
     * All files of a folder, by language.
     *
     * @throws IllegalArgumentException if it has none
     */
    static List<DividedText> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<DividedText> texts = new ArrayList<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".tsv")).sorted().toList()) {
                texts.add(of(file));
            }
            if (texts.isEmpty()) {
                throw new IllegalArgumentException(
                        "%s has no *.tsv, expected one a language, such as de.tsv"
                                .formatted(folder));
            }
            return texts;
        }
    }

    private static DividedText of(Path file) throws IOException {
        Map<String, List<String>> documents = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split("\t", 2);
            if (cells.length == 2 && !cells[1].isBlank()) {
                documents.computeIfAbsent(cells[0], any -> new ArrayList<>()).add(cells[1].strip());
            }
        }
        String name = file.getFileName().toString();
        return new DividedText(
                name.substring(0, name.indexOf('.')), List.copyOf(documents.values()));
    }

    /** All sentences in order, as paragraphs of {@code size}. */
    List<Paragraph> paragraphs(int size) {
        List<String> all = documents.stream().flatMap(List::stream).toList();
        List<Paragraph> paragraphs = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            paragraphs.add(Paragraph.of(all.subList(from, Math.min(all.size(), from + size))));
        }
        return paragraphs;
    }
}
