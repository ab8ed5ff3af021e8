package dev.limelight.pipeline.bench.signals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A translation that some model wrote, with the errors that people found in it.
 *
 * @param source the text
 * @param target its translation
 * @param isCorrect whether people found it correct; a translation without a kind of error here may
 *     have another one
 * @param errors the kinds that it has
 */
public record AnnotatedOutput(String source, String target, boolean isCorrect, Set<String> errors) {

    private static final String SOURCE = "src";
    private static final String TARGET = "mt";
    private static final String CORRECT = "correctness";
    private static final List<String> NEEDED = List.of(SOURCE, TARGET, CORRECT);

    /**
     * Reads a file with tabs between its columns, which the first line names: {@code src}, {@code
     * mt}, {@code correctness} and the kinds of errors, 1 for yes. A column {@code ref} is ignored.
     *
     * @throws IllegalArgumentException if a column is missing, or a line has other columns
     */
    public static List<AnnotatedOutput> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> columns = lines.isEmpty() ? List.of() : fields(lines.get(0));
        if (!columns.containsAll(NEEDED)) {
            throw new IllegalArgumentException(
                    "columns %s of %s, expected %s and kinds of errors"
                            .formatted(columns, file, NEEDED));
        }
        List<AnnotatedOutput> outputs = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> fields = fields(lines.get(i));
            if (fields.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "line %d of %s has %d columns, expected %d"
                                .formatted(i + 1, file, fields.size(), columns.size()));
            }
            outputs.add(of(columns, fields));
        }
        return outputs;
    }

    private static AnnotatedOutput of(List<String> columns, List<String> fields) {
        Set<String> yes = new LinkedHashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            if (fields.get(i).equals("1")) {
                yes.add(columns.get(i));
            }
        }
        boolean isCorrect = yes.remove(CORRECT);
        yes.removeAll(List.of(SOURCE, TARGET, "ref"));
        return new AnnotatedOutput(
                fields.get(columns.indexOf(SOURCE)),
                fields.get(columns.indexOf(TARGET)),
                isCorrect,
                yes);
    }

    private static List<String> fields(String line) {
        return List.of(line.split("\t", -1));
    }
}
