package dev.limelight.modelserver.bergamot;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a model's folder, found by the names that Firefox's models have.
 *
 * @param folder the folder
 * @param model weights, {@code *.bin}
 * @param sourceVocabulary {@code vocab*.spm}, or {@code srcvocab*.spm}
 * @param targetVocabulary the same file, or {@code trgvocab*.spm}
 * @param shortlist {@code lex*.bin}; null where there is none
 * @param settings {@code config*.yml}; null where there is none
 */
public record BergamotFiles(
        Path folder,
        Path model,
        Path sourceVocabulary,
        Path targetVocabulary,
        @Nullable Path shortlist,
        @Nullable Path settings) {

    private static final String WEIGHTS = "(?!lex\\.).*\\.bin";
    private static final String VOCABULARY = "vocab.*\\.spm";
    private static final String SOURCE = "srcvocab.*\\.spm";
    private static final String TARGET = "trgvocab.*\\.spm";

    private static final String SHORTLIST = "lex\\..*bin";
    private static final String SETTINGS = "config.*\\.yml";

    /** {@code model.enpt.intgemm.alphas.bin}. */
    private static final Pattern PAIR_OF_FILE = Pattern.compile("\\.([a-z]{2})([a-z]{2})\\.");

    /** {@code firefox-en-pt}, {@code en-zh_hant}. */
    private static final Pattern PAIR_OF_FOLDER =
            Pattern.compile("(?:^|[-_.])([a-z]{2,3}(?:_[a-z]{4})?)-([a-z]{2,3}(?:_[a-z]{4})?)$");

    /** Whether a folder looks like a model of this kind, and of no other. */
    public static boolean areIn(Path folder) {
        return areAmong(names(folder));
    }

    /** The same, by the names of a folder's files. */
    public static boolean areAmong(List<String> names) {
        return !names.contains("config.json")
                && names.stream().anyMatch(name -> name.matches(WEIGHTS))
                && (names.stream().anyMatch(name -> name.matches(VOCABULARY))
                        || names.stream().anyMatch(name -> name.matches(SOURCE)));
    }

    /**
     * Finds the files.
     *
     * @throws ModelException {@code MODEL_ERROR} naming what is missing or there twice
     */
    public static BergamotFiles find(Path folder) {
        Optional<Path> source = one(folder, SOURCE);
        return new BergamotFiles(
                folder,
                needed(folder, WEIGHTS, "weights (*.bin)"),
                source.orElseGet(() -> needed(folder, VOCABULARY, "vocabulary (vocab*.spm)")),
                source.isPresent()
                        ? needed(folder, TARGET, "vocabulary of the target (trgvocab*.spm)")
                        : needed(folder, VOCABULARY, "vocabulary (vocab*.spm)"),
                one(folder, SHORTLIST).orElse(null),
                one(folder, SETTINGS).orElse(null));
    }

    /** Whether both sides have one vocabulary. */
    public boolean sharesVocabulary() {
        return sourceVocabulary.equals(targetVocabulary);
    }

    /** All of them. */
    public List<Path> all() {
        return Stream.of(model, sourceVocabulary, targetVocabulary, shortlist, settings)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
    }

    /** The language that it reads, by the names of its files or its folder. */
    public List<String> sourceLanguages() {
        return language(0);
    }

    /** The language that it writes. */
    public List<String> targetLanguages() {
        return language(1);
    }

    /**
     * Reads one of the small files.
     *
     * @throws ModelException {@code MODEL_ERROR} when it cannot be read
     */
    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException(Category.MODEL_ERROR, file + " cannot be read", e);
        }
    }

    /**
     * One of the large files in memory that the operating system reads when it is looked at, and
     * takes back. To read it would hold its bytes twice: Java keeps a buffer of that size for the
     * thread. The file may be replaced but not cut short meanwhile.
     *
     * @throws ModelException {@code MODEL_ERROR} when it cannot be read
     */
    public static ByteBuffer map(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelException(Category.MODEL_ERROR, file + " cannot be read", e);
        }
    }

    /** Whether a file of that name is one of those that a model consists of. */
    public static boolean isNeeded(String name) {
        return Stream.of(WEIGHTS, VOCABULARY, SOURCE, TARGET, SHORTLIST, SETTINGS)
                .anyMatch(name::matches);
    }

    /**
     * What a model reads and what it writes, by the name of its weights, else of its folder.
     *
     * @param names of its files
     * @param folder the name of their folder
     * @return both languages, or none where no name says them
     */
    public static List<String> languages(List<String> names, String folder) {
        return Stream.concat(
                        names.stream()
                                .filter(name -> name.matches(WEIGHTS))
                                .map(PAIR_OF_FILE::matcher),
                        Stream.of(PAIR_OF_FOLDER.matcher(folder)))
                .filter(Matcher::find)
                .findFirst()
                .map(pair -> List.of(pair.group(1), pair.group(2)))
                .orElse(List.of());
    }

    private List<String> language(int index) {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        List<String> pair = languages(List.of(String.valueOf(model.getFileName())), name);
        return pair.isEmpty() ? pair : List.of(pair.get(index));
    }

    private static Path needed(Path folder, String pattern, String what) {
        return one(folder, pattern)
                .orElseThrow(
                        () ->
                                new ModelException(
                                        Category.MODEL_ERROR,
                                        "%s has no %s; found %s"
                                                .formatted(folder, what, names(folder))));
    }

    private static Optional<Path> one(Path folder, String pattern) {
        List<String> found = names(folder).stream().filter(name -> name.matches(pattern)).toList();
        if (found.size() > 1) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "%s has %s, expected one of them; a folder holds one model"
                            .formatted(folder, found));
        }
        return found.stream().findFirst().map(folder::resolve);
    }

    private static List<String> names(Path folder) {
        return Stream.ofNullable(folder.toFile().list()).flatMap(Stream::of).sorted().toList();
    }
}
