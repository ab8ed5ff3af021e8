package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.fixture.TestSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private static final Pattern CLASS_TAG =
            Pattern.compile("(?m)^@(net\\.jqwik\\.api\\.)?Tag\\(\"slow\"\\)");
    private static final Pattern PARENT =
            Pattern.compile("(?m)^(?:final )?class \\w+ extends (\\w+)");

    @Test
    void when_aTestLoadsOrStartsSomething_then_itIsTagged() throws IOException {
        assertThat(tests().filter(test -> SLOW.matcher(TestSources.read(test)).find()))
                .hasSizeGreaterThan(10)
                .allSatisfy(test -> assertThat(TestSources.read(test)).contains(TAG));
    }

    /** jqwik reads its own tags only, and what a test inherits are its tests, too. */
    @Test
    void when_aTaggedTestHasProperties_then_theyAreTaggedToo() throws IOException {
        assertThat(tests().map(TestSources::read).filter(test -> CLASS_TAG.matcher(test).find()))
                .filteredOn(test -> isForJqwik(test) || isForJqwik(parent(test)))
                .hasSizeGreaterThan(3)
                .allSatisfy(test -> assertThat(test).contains("net.jqwik.api.Tag"));
    }

    private static boolean isForJqwik(String source) {
        return source.contains("@Property") || source.contains("@Example");
    }

    /** The source of the class that a test extends; empty for one that extends none of ours. */
    private static String parent(String test) {
        Matcher name = PARENT.matcher(test);
        return name.find() ? source(name.group(1)) : "";
    }

    private static String source(String name) {
        try {
            return TestSources.endingWith("/" + name + ".java").stream()
                    .map(TestSources::read)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> tests() throws IOException {
        return TestSources.endingWith("Test.java").stream()
                .filter(path -> !path.endsWith("QuickTestsTest.java"));
    }
}
