package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.fixture.TestSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names of all tests together read as a specification, so they are of one form. */
class TestNamesTest {

    private static final Pattern METHOD =
            Pattern.compile(
                    "(?s)@(Test|ParameterizedTest|RepeatedTest|Example|Property)\\b.*?"
                            + "\\bvoid\\s+(\\w+)\\(");

    private static final Pattern CASE =
            Pattern.compile("when_[a-z][A-Za-z0-9]*_then_[a-z0-9][A-Za-z0-9]*");
    private static final Pattern LAW = Pattern.compile("always_[a-z][A-Za-z0-9]*");

    @Test
    void when_thereIsATest_then_itsNameSaysTheCaseAndWhatFollows() throws IOException {
        List<MatchResult> methods =
                TestSources.endingWith(".java").stream().flatMap(TestNamesTest::methods).toList();
        assertThat(methods).hasSizeGreaterThan(1_000);
        assertThat(methods.stream().filter(method -> !isNamed(method)).map(each -> each.group(2)))
                .as("expected when_CASE_then_WHAT, or always_WHAT for a property")
                .isEmpty();
    }

    private static Stream<MatchResult> methods(Path file) {
        return METHOD.matcher(TestSources.read(file)).results();
    }

    private static boolean isNamed(MatchResult method) {
        String name = method.group(2);
        return CASE.matcher(name).matches()
                || (method.group(1).equals("Property") && LAW.matcher(name).matches());
    }
}
