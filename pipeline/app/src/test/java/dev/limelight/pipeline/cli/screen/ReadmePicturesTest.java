package dev.limelight.pipeline.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.pipeline.fixture.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The two pictures of the README are what the views make of records that the product wrote once
 * ({@code summarize --json}, {@code translate --json}).
 */
class ReadmePicturesTest {

    private static final String TRANSLATED =
            "The city council voted on Monday to build a new bridge over the river. "
                    + "The old one was closed in March after engineers found cracks in two of its pillars.";
    private static final int USUAL_WIDTH = 100;
    private static final String STYLE = "\u001b\\[[0-9;]*m";

    @Test
    void when_aSummaryIsShown_then_itIsTheFirstPicture() throws IOException {
        assertThat(summary(new Terminal(false, USUAL_WIDTH)))
                .containsExactlyElementsOf(picture("$ ./limelight demo", "..."));
    }

    @Test
    void when_anAlignmentIsShown_then_itIsTheSecondPicture() throws IOException {
        assertThat(alignment(new Terminal(false, USUAL_WIDTH)))
                .containsExactlyElementsOf(
                        picture(
                                "$ echo \"%s\" | ./limelight translate --to pt --align"
                                        .formatted(TRANSLATED),
                                "```"));
    }

    @Test
    void when_thereAreColours_then_theTallestBarIsTheBrightest() throws IOException {
        String bars = summary(new Terminal(true, USUAL_WIDTH)).get(1);
        assertThat(bars)
                .containsOnlyOnce("\u001b[38;5;226m")
                .contains("\u001b[38;5;226m█\u001b[0m", "\u001b[38;5;239m▁\u001b[0m");
    }

    @Test
    void when_thereAreColours_then_wordsOfHighSalienceHaveThem() throws IOException {
        assertThat(String.join("\n", summary(new Terminal(true, USUAL_WIDTH))))
                .contains("\u001b[38;5;226msurvey\u001b[0m")
                .contains(" the ");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 59, 60, 80, 100, 140})
    void when_thereAreColours_then_theTextIsTheSame(int width) throws IOException {
        assertThat(plain(summary(new Terminal(true, width))))
                .isEqualTo(summary(new Terminal(false, width)));
        assertThat(plain(alignment(new Terminal(true, width))))
                .isEqualTo(alignment(new Terminal(false, width)));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 59, 60, 80, 100, 140})
    void when_theTerminalHasAWidth_then_noLineIsWider(int width) throws IOException {
        var terminal = new Terminal(false, width);
        assertThat(Stream.concat(summary(terminal).stream(), alignment(terminal).stream()))
                .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(width));
    }

    /** The lines of the README between the line of a command and a line that ends its output. */
    private static List<String> picture(String command, String end) throws IOException {
        List<String> lines = Repository.read("README.md").lines().toList();
        int from = lines.indexOf(command) + 1;
        assertThat(from).as("the line %s of the README", command).isPositive();
        return lines.subList(from, lines.size()).stream()
                .takeWhile(line -> !line.equals(end))
                .toList();
    }

    /** A summary without the empty line behind it. */
    private static List<String> summary(Terminal terminal) throws IOException {
        List<String> lines =
                new SummaryView(terminal)
                        .lines(
                                record("summary.json", SummaryRecord.class),
                                record("salience.json", SalienceRecord.class));
        assertThat(lines).last().isEqualTo("");
        return lines.subList(0, lines.size() - 1);
    }

    private static List<String> alignment(Terminal terminal) throws IOException {
        return new AlignmentView(terminal)
                .lines(TRANSLATED + "\n", record("translation.json", TranslationRecord.class));
    }

    private static List<String> plain(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll(STYLE, "")).toList();
    }

    private static <T extends Record> T record(String name, Class<T> type) throws IOException {
        try (InputStream in = ReadmePicturesTest.class.getResourceAsStream(name)) {
            return RecordCodec.decode(Objects.requireNonNull(in, name).readAllBytes(), type);
        }
    }
}
