package dev.limelight.pipeline.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a terminal shows in the end of bars and results that go to the same screen. */
class BottomLineTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final PrintWriter out = new PrintWriter(terminal, true, StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(ints = {140, 80, 40, 20})
    void when_resultsComeUnderABar_then_eachHasItsOwnLineAndTheBarGoes(int width) {
        var bar = new Progress("translating", 3, new BottomLine(terminal, width));
        for (int i = 0; i < 3; i++) {
            bar.step("Bücher 餃子 " + i);
            bar.print(out, List.of("result " + i, "its second line"));
        }
        bar.close();
        out.println("the last");

        assertThat(screen(width))
                .containsExactly(
                        "result 0",
                        "its second line",
                        "result 1",
                        "its second line",
                        "result 2",
                        "its second line",
                        "the last");
    }

    @Test
    void when_aBarIsDrawnAfterItWasClosed_then_nothingIsPrinted() {
        var line = new BottomLine(terminal, 80);
        line.accept("half");
        line.close();
        int printed = bytes.size();
        line.accept("all");
        line.close();
        assertThat(bytes.size()).isEqualTo(printed);
        assertThat(screen(80)).isEmpty();
    }

    @Test
    void when_thereIsNoTerminal_then_onlyResultsArePrinted() {
        try (var bar = new Progress("translating", 3, null)) {
            bar.step();
            bar.print(out, List.of("result"));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("result" + newLine());
    }

    @Test
    void when_aBarIsLongerThanTheScreen_then_itIsCutByColumns() {
        assertThat(Columns.cut("ab餃子c", 5)).isEqualTo("ab餃");
        assertThat(Columns.cut("ab餃子c", 7)).isEqualTo("ab餃子c");
        assertThat(Columns.of("ab餃子e\u0301")).isEqualTo(7);
    }

    /** The lines that stay on a terminal that understands line feeds, returns and erasing. */
    private List<String> screen(int width) {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        String printed = bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        for (String part : printed.split("(?=\r\u001b\\[K)|(?<=\r\u001b\\[K)|(?<=\n)", -1)) {
            StringBuilder last = lines.get(lines.size() - 1);
            if (part.equals("\r\u001b[K")) {
                last.setLength(0);
            } else {
                last.append(part.replace("\n", ""));
                assertThat(Columns.of(last.toString())).as(last.toString()).isLessThan(width);
            }
            if (part.endsWith("\n")) {
                lines.add(new StringBuilder());
            }
        }
        return lines.stream().map(StringBuilder::toString).filter(line -> !line.isEmpty()).toList();
    }

    private static String newLine() {
        return System.lineSeparator();
    }
}
