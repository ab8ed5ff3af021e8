package dev.limelight.pipeline.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.AlignmentLink;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.ScoredSpan;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.SummarySentence;
import dev.limelight.connectors.record.TranslationSegment;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts, widths and records that views rarely meet. */
class ViewEdgesTest {

    private static final Terminal PLAIN = new Terminal(false, 60);

    @Test
    void when_wordsAreWide_then_theNextColumnStandsUnderItsWord() {
        assertThat(
                        shown(
                                PLAIN,
                                "餃子 tastes good",
                                "Gyoza schmeckt gut",
                                link(0, 0),
                                link(1, 1),
                                link(2, 2)))
                .containsExactly("  餃子  tastes   good", "  Gyoza schmeckt gut");
    }

    @Test
    void when_lettersHaveCombiningMarks_then_theseTakeNoColumn() {
        assertThat(shown(PLAIN, "cafe\u0301 noir", "caf\u00e9 negro", link(0, 0), link(1, 1)))
                .containsExactly("  cafe\u0301 noir", "  caf\u00e9 negro");
    }

    @Test
    void when_aWordWithCombiningMarksHasNoLink_then_itIsNamedWhole() {
        assertThat(shown(PLAIN, "हिन्दी cafe\u0301 می\u200cخواهم da", "da", link(3, 0)))
                .containsExactly(
                        "  da", "  da", "  without alignment: हिन्दी cafe\u0301 می\u200cخواهم");
    }

    @Test
    void when_theTextIsRightToLeft_then_wordsStayInTheirOrder() {
        assertThat(shown(PLAIN, "the old book", "הספר הישן", link(2, 0), link(1, 1)))
                .containsExactly("  book old", "  הספר הישן", "  without alignment: the");
    }

    @Test
    void when_aTextOverridesTheDirection_then_theTerminalDoesNotSeeIt() {
        assertThat(shown(PLAIN, "safe\u202etxt", "sicher\u2066txt\u0007", link(0, 0)))
                .containsExactly("  safe\ufffdtxt", "  sicher\ufffdtxt\ufffd");
    }

    @Test
    void when_nothingIsAligned_then_sourceAndTranslationStandBelowEachOther() {
        assertThat(shown(PLAIN, "The bridge was closed.", "Die Brücke war zu."))
                .containsExactly("  The bridge was closed.", "  Die Brücke war zu.");
    }

    @Test
    void when_nothingIsAlignedAndTheTerminalIsNarrow_then_linesAreBroken() {
        assertThat(shown(new Terminal(false, 20), "The bridge was closed.", "Die Brücke war zu."))
                .containsExactly("  The bridge was", "  closed.", "  Die Brücke war zu.");
    }

    @Test
    void when_aLinkIsWeak_then_itIsInBracketsWithoutColoursOnly() {
        var weak = new Link[] {new Link(0, 0, 0.39), new Link(1, 0, 0.2)};
        assertThat(shown(PLAIN, "maybe so", "vielleicht", weak))
                .containsExactly("  (maybe+so)", "  vielleicht");
        List<String> coloured = shown(new Terminal(true, 60), "maybe so", "vielleicht", weak);
        assertThat(coloured).first().asString().contains("maybe").doesNotContain("(");
    }

    @Test
    void when_aWordIsWiderThanTheTerminal_then_itHasTwoLinesOfItsOwn() {
        String word = "Donaudampfschifffahrtsgesellschaft";
        assertThat(
                        shown(
                                new Terminal(false, 20),
                                "a b c",
                                "x " + word + " y",
                                link(0, 0),
                                link(1, 1),
                                link(2, 2)))
                .containsExactly("  a", "  x", "  b", "  " + word, "  c", "  y");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 36, 37, 1000})
    void when_thereAreManySentences_then_theBarsFitAndKeepThePeak(int sentences) {
        List<ScoredSpan> scores =
                IntStream.range(0, sentences)
                        .mapToObj(i -> new ScoredSpan(i, i + 1, i == sentences / 2 ? 9 : 1))
                        .toList();
        String bars =
                new SummaryView(new Terminal(false, 40))
                        .lines(summary(), salience(scores)).stream()
                                .filter(line -> line.matches("  [▁▂▃▄▅▆▇█]*"))
                                .findFirst()
                                .orElseThrow();
        assertThat(bars.strip()).hasSize(Math.min(36, sentences));
        assertThat(bars.chars().filter(bar -> bar == '█')).hasSize(Math.min(1, sentences));
    }

    @Test
    void when_allScoresAreZero_then_allBarsAreTheLowest() {
        var zero = List.of(new ScoredSpan(0, 1, 0), new ScoredSpan(1, 2, 0));
        assertThat(new SummaryView(PLAIN).lines(summary(), salience(zero))).contains("  ▁▁");
    }

    @Test
    void when_wordsWereNotKept_then_theSentenceIsShownAlike() {
        SalienceRecord without = ViewRecords.salience(List.of(), null);
        assertThat(new SummaryView(PLAIN).lines(summary(), without))
                .contains("  100.0 %  ████████  It rained.");
    }

    private static Link link(int source, int target) {
        return new Link(source, target, 1);
    }

    /** Words by their indices. */
    private record Link(int source, int target, double weight) {}

    /** What is shown of one sentence, without the heading. */
    private static List<String> shown(
            Terminal terminal, String source, String target, Link... links) {
        List<AlignmentLink> alignment =
                Stream.of(links).map(link -> alignment(source, target, link)).toList();
        var segment =
                new TranslationSegment(
                        0, points(source), 0, points(target), target, -1, alignment, List.of());
        List<String> lines =
                new AlignmentView(terminal)
                        .lines(source, ViewRecords.translation(target, List.of(segment)));
        return lines.subList(lines.indexOf("") + 1, lines.size());
    }

    private static AlignmentLink alignment(String source, String target, Link link) {
        int[] from = word(source, link.source());
        int[] to = word(target, link.target());
        return new AlignmentLink(from[0], from[1], to[0], to[1], link.weight());
    }

    /** Start and end of a word, in code points. */
    private static int[] word(String text, int index) {
        Matcher words = Pattern.compile("\\S+").matcher(text);
        for (int i = 0; i <= index; i++) {
            assertThat(words.find()).isTrue();
        }
        return new int[] {
            text.codePointCount(0, words.start()), text.codePointCount(0, words.end())
        };
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }

    private static SummaryRecord summary() {
        return ViewRecords.summary(new SummarySentence(0, 10, "It rained.", 1));
    }

    private static SalienceRecord salience(List<ScoredSpan> sentences) {
        return ViewRecords.salience(sentences, List.of());
    }
}
