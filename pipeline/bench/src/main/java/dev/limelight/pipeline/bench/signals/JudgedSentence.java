package dev.limelight.pipeline.bench.signals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A short text with the translations of it that a person accepts.
 *
 * @param kind what kind of text it is
 * @param source the text
 * @param accepted at least one
 */
public record JudgedSentence(String kind, String source, List<String> accepted) {

    /**
     * Reads a file: one text a line, its kind, the text and each accepted translation with tabs
     * between them; lines that begin with {@code #} are remarks.
     *
     * @throws IllegalArgumentException if a line has fewer than three fields
     */
    public static List<JudgedSentence> read(Path file) throws IOException {
        List<JudgedSentence> sentences = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("#") && !line.isBlank()) {
                sentences.add(of(line, file));
            }
        }
        return sentences;
    }

    private static JudgedSentence of(String line, Path file) {
        List<String> fields = List.of(line.split("\t", -1));
        if (fields.size() < 3) {
            throw new IllegalArgumentException(
                    "line \"%s\" of %s, expected a kind, a text and translations, with tabs between"
                            .formatted(line, file));
        }
        return new JudgedSentence(fields.get(0), fields.get(1), fields.subList(2, fields.size()));
    }

    /** Whether a translation is one of those. */
    public boolean accepts(String translation) {
        return accepted.contains(translation);
    }
}
