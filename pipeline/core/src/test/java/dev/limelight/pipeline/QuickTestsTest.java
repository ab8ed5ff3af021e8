package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.fixture.TestSources;
import java.io.IOException;
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
        assertThat(tests().filter(test -> SLOW.matcher(TestSources.read(test)).find()))
                .hasSizeGreaterThan(10)
                .allSatisfy(test -> assertThat(TestSources.read(test)).contains(TAG));
    }

    /** jqwik reads its own tags only. */
    @Test
    void when_aTaggedTestHasProperties_then_theyAreTaggedToo() throws IOException {
        assertThat(tests().filter(test -> TestSources.read(test).contains(TAG)))
                .filteredOn(test -> TestSources.read(test).contains("@Property"))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(TestSources.read(test)).contains(PROPERTY_TAG));
    }

    private static Stream<Path> tests() throws IOException {
        return TestSources.endingWith("Test.java").stream()
                .filter(path -> !path.endsWith("QuickTestsTest.java"));
    }
}
