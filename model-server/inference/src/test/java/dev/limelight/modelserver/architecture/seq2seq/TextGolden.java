package dev.limelight.modelserver.architecture.seq2seq;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What transformers makes of texts with one tiny bundle, see test-data/scripts/seq2seq.
 *
 * @param texts texts to ids and back
 * @param drawn ids that no text has, to text
 * @param generated texts to what the model writes for them
 */
public record TextGolden(List<Text> texts, List<Text> drawn, List<Written> generated) {

    public static final Path DATA = Path.of("../../test-data/seq2seq");

    private static final String SPLIT = "-split";

    /** A text, its ids with those around it, and what is decoded from them. */
    public record Text(String text, int[] ids, String decoded) {}

    /** A text, and what is written for it in a language with some settings. */
    public record Written(
            String text, @Nullable String target, JsonObject settings, int[] ids, String decoded) {}

    /** The names of all tiny models: a new one is tested once its bundles are there. */
    public static List<String> architectures() {
        try (Stream<Path> files = Files.list(DATA)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SPLIT))
                    .map(name -> name.substring(0, name.length() - SPLIT.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all tiny bundles, two for each model. */
    public static List<String> bundles() {
        return architectures().stream()
                .flatMap(name -> Stream.of(name + SPLIT, name + "-merged"))
                .toList();
    }

    /** Where a bundle lies. */
    public static Path folder(String bundle) {
        return DATA.resolve(bundle);
    }

    /** What transformers makes of texts with a bundle. */
    public static TextGolden of(String bundle) {
        try (Reader reader = Files.newBufferedReader(DATA.resolve(bundle + "-texts.json"))) {
            return new Gson().fromJson(reader, TextGolden.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
