package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.fixture.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn test -Dquick} leaves out the tests with the tag {@code slow}: those that load a model,
 * or start a process, a server or a broker.
 */
class QuickTestsTest {

    private static final Pattern SLOW =
            Pattern.compile(
                    "\\b(EmbeddedModels|OnnxModel|OrtEnvironment|DirectPipeline|Seq2SeqBundle"
                            + "|LocalBroker|ModelServer|HttpServer)\\.[a-z]\\w*\\("
                            + "|new ProcessBuilder\\(");

    private static final String TAG = "@Tag(\"slow\")";
    private static final String PROPERTY_TAG = "@net.jqwik.api.Tag(\"slow\")";

    @Test
    void when_aTestLoadsOrStartsSomething_then_itIsTagged() throws IOException {
        assertThat(tests().filter(test -> SLOW.matcher(read(test)).find()))
                .hasSizeGreaterThan(10)
                .allSatisfy(test -> assertThat(read(test)).contains(TAG));
    }

    /** jqwik reads its own tags only. */
    @Test
    void when_aTaggedTestHasProperties_then_theyAreTaggedToo() throws IOException {
        assertThat(tests().filter(test -> read(test).contains(TAG)))
                .filteredOn(test -> read(test).contains("@Property"))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(read(test)).contains(PROPERTY_TAG));
    }

    private static Stream<Path> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Repository.root())) {
            return files
                    .filter(path -> path.toString().contains("/src/test/java/"))
                    .filter(path -> path.toString().endsWith("Test.java"))
                    .filter(path -> !path.endsWith("QuickTestsTest.java"))
                    .toList()
                    .stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
