package dev.limelight.pipeline.cli.teach;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.limelight.pipeline.cli.Ran;
import dev.limelight.pipeline.cli.screen.Columns;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.fixture.Repository;
import dev.limelight.pipeline.teach.Lesson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeachCommandTest {

    private static final int STEPS = 200;

    /** Parts that are left out are lines of three dots. */
    @Test
    void when_lessonIsShown_then_itIsThePictureOfTheDocs() throws IOException {
        String docs = Repository.read("docs/teach.md");
        String shown = shown(new Terminal(false, 80), STEPS);
        String picture = docs.split("\\./limelight teach\n", 2)[1].split("```", 2)[0];
        String[] parts = picture.split("(?m)^\\.\\.\\.\n");
        assertThat(parts).hasSizeGreaterThan(2);
        assertThat(shown).contains(parts);
    }

    @Test
    void when_commandIsRun_then_itShowsTheLesson() {
        Ran ran = Ran.command("teach", "--steps", "3");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo(shown(new Terminal(false, 100), 3));
    }

    @Test
    void when_quietIsAsked_then_onlyTheEndIsShown() {
        assertThat(Ran.command("teach", "--steps", "1", "--quiet").out())
                .startsWith("\n4 what it has learned")
                .doesNotContain("step 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 140})
    void when_terminalHasAWidth_then_noLineIsWider(int width) {
        assertThat(shown(new Terminal(false, width), 2).lines())
                .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(width));
    }

    @Test
    void when_thereAreColours_then_theTextIsTheSame() {
        String coloured = shown(new Terminal(true, 80), 2);
        assertThat(coloured).contains("\u001b[");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(shown(new Terminal(false, 80), 2));
    }

    @Test
    void when_jsonIsAsked_then_eachPartIsALine() throws IOException {
        List<String> lines = Ran.command("teach", "--json", "--steps", "10").out().lines().toList();
        assertThat(lines).hasSize(4);
        JsonNode end = new JsonMapper().readTree(lines.get(3));
        assertThat(end.at("/part").asText()).isEqualTo("ending");
        assertThat(end.at("/content/losses").size()).isEqualTo(11);
        assertThat(end.at("/content/ambiguous/completions/0/outcome").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10001", "many"})
    void when_stepsAreWrong_then_exitIs2(String steps) {
        Ran ran = Ran.command("teach", "--steps", steps);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(steps).contains("--steps");
    }

    private static String shown(Terminal terminal, int steps) {
        var out = new StringWriter();
        new Lesson(1, steps)
                .teach(new ShownLesson(new PrintWriter(out), new LessonView(terminal), false));
        return out.toString();
    }
}
