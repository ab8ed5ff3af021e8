package dev.limelight.pipeline.bench.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.pipeline.fixture.WordByWord;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignalsBenchTest {

    private static final List<String> SENTENCES =
            List.of(
                    "in the year 1999 there were 12 cats that sat on one mat",
                    "a dog of my friend Zweigelbaum ran to the shop and came home at 7",
                    "nobody knows why the lamp was lit so long in this old house");

    @Test
    void when_groupsAreApart_then_theAreaIsOne() {
        assertThat(Ranking.auc(new double[] {1, 2}, new double[] {3, 4})).isEqualTo(1);
        assertThat(Ranking.auc(new double[] {3, 4}, new double[] {1, 2})).isZero();
        assertThat(Ranking.auc(new double[] {1, 1}, new double[] {1, 1})).isEqualTo(0.5);
        assertThat(Ranking.auc(new double[] {1, 2, 3}, new double[] {2}))
                .isCloseTo(.5, within(1e-9));
    }

    @Test
    void when_aModelIsMeasured_then_itsDamagesAreSeenByTheSignalsThatShould() {
        try (var model = new WordByWord(200)) {
            List<String> lines = new SignalsBench(model, "en", "de", SENTENCES).run(() -> {});
            assertThat(cell(lines, "**numbers**", "number")).isEqualTo("100");
            assertThat(cell(lines, "**repetition**", "repeated")).isEqualTo("100");
            assertThat(cell(lines, "**source coverage**", "omitted")).isEqualTo("100");
            assertThat(cell(lines, "`repetition`", "repeated")).isEqualTo("100");
            assertThat(cell(lines, "`repetition`", "good")).isEqualTo("0");
        }
    }

    @Test
    void when_wordsAreScrambled_then_theirEndsStay() {
        assertThat(Damage.scrambled("scrambled a it", new Random(1)))
                .startsWith("s")
                .endsWith("d a it")
                .isNotEqualTo("scrambled a it");
    }

    @Test
    void when_thereIsNothingToCompare_then_thatIsSaid() {
        try (var model = new WordByWord(200)) {
            assertThatThrownBy(() -> new SignalsBench(model, "en", "de", List.of("one")))
                    .hasMessage("1 sentences, expected at least 2");
        }
    }

    private static String cell(List<String> lines, String row, String column) {
        int at = lines.stream().takeWhile(line -> !line.contains(row)).toList().size();
        int head = at;
        while (!lines.get(head - 1).isEmpty()) {
            head--;
        }
        String heading = lines.get(lines.get(head).startsWith("|") ? head : head + 1);
        List<String> headings = List.of(heading.split("\\s*\\|\\s*", -1));
        List<String> cells = List.of(lines.get(at).split("\\s*\\|\\s*", -1));
        for (int i = 0; i < headings.size(); i++) {
            if (headings.get(i).startsWith(column)) {
                return cells.get(i);
            }
        }
        throw new AssertionError("no column " + column + " in " + heading);
    }
}
