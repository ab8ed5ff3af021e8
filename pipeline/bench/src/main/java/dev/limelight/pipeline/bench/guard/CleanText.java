package dev.limelight.pipeline.bench.guard;

import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A text without a payload.
 *
 * @param kind what sort of document it is: {@code minutes}
 * @param id its name and which part of it
 * @param document the text in sentences
 */
record CleanText(String kind, String id, Document document) {

    /** The kind whose texts are German; all others are English. */
    static final String GERMAN = "german";

    private static final DocumentParser PARSER = DocumentParser.ofTexts();

    /**
     * Reads a folder with a folder for each kind, and cuts long texts into parts.
     *
     * @param fewest sentences of a text that is taken
     * @param most sentences of a part
     * @param perKind how many texts of a kind are taken; parts of different texts come first
     */
    static List<CleanText> read(Path folder, int fewest, int most, int perKind) throws IOException {
        List<CleanText> texts = new ArrayList<>();
        for (Path kind : sorted(folder)) {
            List<List<CleanText>> parts = new ArrayList<>();
            for (Path file : sorted(kind)) {
                parts.add(parts(String.valueOf(kind.getFileName()), file, fewest, most));
            }
            inTurns(parts).stream().limit(perKind).forEach(texts::add);
        }
        return texts;
    }

    /** The name of the whole text. */
    String source() {
        return id.replaceFirst("#.*", "");
    }

    /** A text of which nothing is known but its words. */
    static CleanText of(String kind, String id, String text) {
        String language = kind.equals(GERMAN) ? "de" : "en";
        return new CleanText(kind, id, parse(id, text, language));
    }

    /** The document of a text. */
    static Document parse(String id, String text, String language) {
        var record = new DocumentRecord(id, text, null, language, null, null, Map.of());
        var input =
                new InputRecord(
                        new SourcePosition("bench", 0, 0), 0, new byte[0], new byte[0], Map.of());
        return Objects.requireNonNull(
                PARSER.parse(record, input).document(), () -> id + " is blank, expected a text");
    }

    private static List<CleanText> parts(String kind, Path file, int fewest, int most)
            throws IOException {
        String name = String.valueOf(file.getFileName());
        CleanText whole = of(kind, name, Files.readString(file));
        List<Sentence> sentences = whole.document().sentences();
        List<CleanText> parts = new ArrayList<>();
        for (int from = 0; from + fewest <= sentences.size(); from += most) {
            int to = Math.min(from + most, sentences.size());
            String part =
                    whole.document()
                            .text()
                            .substring(sentences.get(from).start(), sentences.get(to - 1).end());
            parts.add(of(kind, kind + "/" + name + "#" + from, part));
        }
        return parts;
    }

    private static List<CleanText> inTurns(List<List<CleanText>> lists) {
        List<CleanText> turns = new ArrayList<>();
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<CleanText> list : lists) {
                if (i < list.size()) {
                    turns.add(list.get(i));
                }
            }
        }
        return turns;
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
