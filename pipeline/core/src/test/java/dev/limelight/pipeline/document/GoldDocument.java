package dev.limelight.pipeline.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limelight.pipeline.text.layout.Lines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A document of {@code test-data} with its sentences as a person divided it.
 *
 * @param id the file name without its ending
 * @param language the folder it lies in
 * @param text the text
 * @param sentences the gold sentences, line breaks inside them as one space
 */
public record GoldDocument(String id, String language, String text, List<String> sentences) {

    private static final Path ROOT = Path.of("..", "..", "test-data");

    public static List<GoldDocument> all() {
        return Stream.of("en", "de").flatMap(language -> of(language).stream()).toList();
    }

    public static List<GoldDocument> of(String language) {
        try (Stream<Path> files = Files.list(ROOT.resolve("documents").resolve(language))) {
            return files.sorted().map(file -> read(language, file)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldDocument read(String language, Path file) {
        try {
            String name = file.getFileName().toString();
            String id = name.substring(0, name.lastIndexOf('.'));
            String content = Files.readString(file);
            String text =
                    name.endsWith(".json")
                            ? new ObjectMapper().readTree(content).get("text").asText()
                            : content;
            Path gold = ROOT.resolve("golden").resolve("sentences").resolve(id + ".txt");
            return new GoldDocument(id, language, text, Files.readAllLines(gold));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where sentences end, as numbers of characters that are not white space. */
    public TreeSet<Integer> goldEnds() {
        TreeSet<Integer> ends = new TreeSet<>();
        int count = 0;
        for (String sentence : sentences) {
            count += inked(sentence);
            ends.add(count);
        }
        ends.remove(count);
        return ends;
    }

    /** The same for other ends, given as offsets into the text. */
    public TreeSet<Integer> ends(List<Integer> offsets) {
        TreeSet<Integer> ends = new TreeSet<>();
        for (int offset : offsets) {
            ends.add(inked(text.substring(0, offset)));
        }
        ends.remove(0);
        ends.remove(inked(text));
        return ends;
    }

    static int inked(String part) {
        return (int) part.chars().filter(unit -> !Lines.isSpace((char) unit)).count();
    }
}
