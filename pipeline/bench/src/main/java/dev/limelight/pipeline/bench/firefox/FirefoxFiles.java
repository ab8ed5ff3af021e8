package dev.limelight.pipeline.bench.firefox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of a model's folder, as Bergamot wants to have them named.
 *
 * @param folder the model
 * @param names of its files
 */
record FirefoxFiles(Path folder, List<String> names) {

    static FirefoxFiles of(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
            return new FirefoxFiles(folder, names);
        }
    }

    /** Absolute paths by what they are; the shortlist is empty where there is none. */
    Map<String, String> forBergamot() {
        Map<String, String> files = new HashMap<>();
        files.put("model", path(name -> name.endsWith(".bin") && !name.startsWith("lex")));
        files.put("shortlist", path(name -> name.endsWith(".bin") && name.startsWith("lex")));
        files.put("source", path(isVocabulary("srcvocab").or(isVocabulary("vocab"))));
        files.put("target", path(isVocabulary("trgvocab").or(isVocabulary("vocab"))));
        return files;
    }

    private static Predicate<String> isVocabulary(String beginning) {
        return name -> name.startsWith(beginning) && name.endsWith(".spm");
    }

    private String path(Predicate<String> isMeant) {
        Optional<String> found = names.stream().filter(isMeant).findFirst();
        return found.map(name -> folder.resolve(name).toAbsolutePath().toString()).orElse("");
    }
}
