package dev.limelight.pipeline.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.AlignmentLink;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.ScoredSpan;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.SummarySentence;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results on terminals of all widths, without colours. */
class ViewsTest {

    private static final String TEXT = "The bridge was closed on Tuesday. 餃子 are good.";

    @Test
    void when_thereIsRoom_then_wordsStandOverThoseTheyStandFor() {
        assertThat(new AlignmentView(new Terminal(false, 80)).lines(TEXT, translation()))
                .containsExactly(
                        "doc  en → de · 2 sentences · 100 % read · tiny",
                        "",
                        "  The bridge closed   Tuesday",
                        "  Die Brücke schließt Dienstag.",
                        "  without alignment: was on",
                        "",
                        "  餃子 good",
                        "  餃子 gut.",
                        "  without alignment: are",
                        "  flags: copied");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 25, 40, 59, 60, 80, 140})
    void when_theTerminalHasAWidth_then_noLineIsWider(int width) {
        var terminal = new Terminal(false, width);
        Stream.of(
                        new AlignmentView(terminal).lines(TEXT, translation()),
                        new TranslationView(terminal).lines(TEXT, translation()),
                        new TranslationView(terminal).lines(translation()),
                        new SummaryView(terminal).lines(summary(), salience()))
                .flatMap(List::stream)
                .forEach(line -> assertThat(Columns.of(line)).as(line).isLessThanOrEqualTo(width));
    }

    @Test
    void when_theTerminalIsWide_then_alignmentUsesIt() {
        assertThat(new AlignmentView(new Terminal(false, 20)).lines(TEXT, translation()))
                .contains("  The bridge", "  Die Brücke");
        assertThat(new AlignmentView(new Terminal(false, 140)).lines(TEXT, translation()))
                .contains("  Die Brücke schließt Dienstag.");
    }

    @Test
    void when_theTerminalIsNarrow_then_theFigureStandsAboveItsSentence() {
        assertThat(new SummaryView(new Terminal(false, 40)).lines(summary(), salience()))
                .contains("   75.0 %  ████████", "    The bridge was closed on Tuesday.");
        assertThat(new SummaryView(new Terminal(false, 100)).lines(summary(), salience()))
                .contains("   75.0 %  ████████  The bridge was closed on Tuesday.");
    }

    @Test
    void when_thereIsOneSentence_then_itIsNotCalledSentences() {
        var one = translation(List.of(translation().segments().get(0)));
        assertThat(new TranslationView(new Terminal(false, 80)).lines(TEXT, one).get(0))
                .contains("1 sentence ·");
    }

    private static TranslationRecord translation() {
        var first =
                new TranslationSegment(
                        0,
                        33,
                        0,
                        29,
                        "Die Brücke schließt Dienstag.",
                        -0.5,
                        List.of(
                                new AlignmentLink(0, 3, 0, 3, 1),
                                new AlignmentLink(4, 10, 4, 10, 1),
                                new AlignmentLink(15, 21, 11, 19, 1),
                                new AlignmentLink(25, 32, 20, 28, 1)),
                        List.of());
        var second =
                new TranslationSegment(
                        34,
                        46,
                        30,
                        37,
                        "餃子 gut.",
                        -0.5,
                        List.of(
                                new AlignmentLink(34, 36, 0, 2, 1),
                                new AlignmentLink(41, 45, 3, 6, 1)),
                        List.of("copied"));
        return translation(List.of(first, second));
    }

    private static TranslationRecord translation(List<TranslationSegment> segments) {
        return ViewRecords.translation("Die Brücke schließt Dienstag. 餃子 gut.", segments, "copied");
    }

    private static SummaryRecord summary() {
        return ViewRecords.summary(
                new SummarySentence(0, 33, "The bridge was closed on Tuesday.", 0.75));
    }

    private static SalienceRecord salience() {
        return ViewRecords.salience(
                List.of(new ScoredSpan(0, 33, 0.75), new ScoredSpan(34, 46, 0.25)),
                List.of(new ScoredSpan(0, 3, 0.5), new ScoredSpan(4, 10, 0.5)));
    }
}
