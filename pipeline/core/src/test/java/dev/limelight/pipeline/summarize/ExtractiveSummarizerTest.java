package dev.limelight.pipeline.summarize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.connectors.record.Flag;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.HostileTexts;
import dev.limelight.pipeline.fixture.TestSalience;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExtractiveSummarizerTest {

    private static final Set<SentenceKind> PROSE_AND_ITEMS =
            Set.of(SentenceKind.PROSE, SentenceKind.LIST_ITEM);

    private record Line(String text, SentenceKind kind) {}

    private static final Document FIVE =
            prose("The mill burned.", "Rain fell.", "Nobody slept.", "A dog barked.", "Dawn came.");

    @Example
    void when_theMostSalientSentencesAreChosen_then_theyStandInTheOrderOfTheDocument() {
        Summary summary = summarize(TestSalience.of(FIVE, 1, 5, 2, 9, 3), "3");
        assertThat(summary.chosen()).containsExactly(1, 3, 4);
        assertThat(summary.text()).isEqualTo("Rain fell. A dog barked. Dawn came.");
    }

    @Example
    void when_salienceIsEven_then_theFirstSentencesAreChosen() {
        assertThat(summarize(TestSalience.of(FIVE, 1, 1, 1, 1, 1), "2").chosen())
                .containsExactly(0, 1);
    }

    @Example
    void when_moreIsWantedThanThereIs_then_allIsChosen() {
        assertThat(summarize(TestSalience.of(FIVE, 1, 5, 2, 9, 3), "50").chosen()).hasSize(5);
    }

    @Example
    void when_theLengthIsAShare_then_itIsOfTheSentencesThatCanBeChosen() {
        Document document =
                of(heading("Minutes"), line("One came."), line("Two left."), item("Milk"));
        assertThat(summarize(TestSalience.of(document, 9, 1, 2, 9), "50%").chosen())
                .containsExactly(2);
    }

    @Example
    void when_thereIsProse_then_noHeadingIsChosen() {
        Document mixed = of(frame("Dear all,"), heading("Agenda"), line("It rained."));
        assertThat(summarize(TestSalience.of(mixed, 50, 40, 1), "3").chosen()).containsExactly(2);
        Document bare = of(frame("Dear all,"), heading("Agenda"));
        assertThat(summarize(TestSalience.of(bare, 9, 1), "3").chosen()).containsExactly(1);
    }

    @Example
    void when_proseLeavesNothingToChoose_then_listItemsJoin() {
        Document minutes =
                of(
                        line("Apologies: Hal Okonjo"),
                        line("The next meeting is on Monday."),
                        item("The lift has not been signed off."),
                        item("The van carries 1.2 t."));
        assertThat(summarize(TestSalience.of(minutes, 50, 1, 9, 2), "1").chosen())
                .containsExactly(2);
    }

    @Example
    void when_thereAreSentences_then_fragmentsAreNoCandidates() {
        Document document =
                prose("Lindenau, 17. März 2025.", "It rained all day.", "We stayed at home.");
        assertThat(summarize(TestSalience.of(document, 50, 1, 2), "1").chosen()).containsExactly(2);
    }

    @Example
    void when_aSentenceRepeatsThreeWords_then_itIsLeftOut() {
        Document document =
                prose(
                        "The old mill burned down on Monday.",
                        "Witnesses say that the OLD, mill burned.",
                        "Nobody was hurt.");
        assertThat(summarize(TestSalience.of(document, 9, 8, 1), "2").chosen())
                .containsExactly(0, 2);
    }

    @Example
    void when_twoWordsAreInCommon_then_thatIsNoRepetition() {
        Document document =
                prose(
                        "\"We met\" in the streets of New York.",
                        "\"We met\" nobody who had left New York.");
        assertThat(summarize(TestSalience.of(document, 2, 1), "2").chosen()).containsExactly(0, 1);
    }

    @Example
    void when_aShortSentenceIsRepeated_then_itIsLeftOut() {
        Document document = prose("It rained.", "Yes.", "It  rained!", "漢字。", "漢字。", "...", "!!!");
        assertThat(summarize(TestSalience.of(document, 9, 8, 7, 6, 5, 4, 3), "7").chosen())
                .containsExactly(0, 1, 3, 5);
    }

    @Example
    void when_aWordHasCombiningMarks_then_theyDoNotDivideIt() {
        Document document =
                prose("Die Mu\u0308he war gro\u00df.", "Die Mu\u0308he lohnt sich nicht.");
        assertThat(summarize(TestSalience.of(document, 2, 1), "2").chosen()).containsExactly(0, 1);
    }

    @Example
    void when_allSentencesAreTheSame_then_oneIsChosen() {
        Document document = prose("The mill burned down.", "The mill burned down.");
        assertThat(summarize(TestSalience.of(document, 1, 2), "100%").chosen()).containsExactly(1);
    }

    @Example
    void when_aSentenceHasLineBreaks_then_theyBecomeSpaces() {
        Document document = prose("The mill\r\n   burned.", "Rain\u2028fell.");
        assertThat(summarize(TestSalience.of(document, 1, 1), "2").text())
                .isEqualTo("The mill burned. Rain fell.");
    }

    @Example
    void when_documentAndChunksHaveFlags_then_theyAreKeptOnceEach() {
        Salience light =
                TestSalience.of(
                        flagged(FIVE, Flag.LANGUAGE_UNDETERMINED),
                        "spotlight",
                        new double[] {1, 1, 1, 1, 1},
                        TestSalience.reading(20, List.of(Flag.SENTENCE_SPLIT)),
                        TestSalience.reading(
                                10, List.of(Flag.SENTENCE_SPLIT, Flag.OVER_TOKEN_BUDGET)));
        assertThat(summarize(light, "1").flags())
                .containsExactly(
                        Flag.LANGUAGE_UNDETERMINED, Flag.SENTENCE_SPLIT, Flag.OVER_TOKEN_BUDGET);
    }

    @Example
    void when_aPartWasRead_then_coverageIsItsShareOfTheText() {
        int length = FIVE.text().length();
        double[] even = {1, 1, 1, 1, 1};
        assertThat(summarize(TestSalience.of(FIVE, even), "1").coverage()).isEqualTo(1);
        var half =
                TestSalience.of(
                        FIVE, "spotlight", even, TestSalience.reading(length / 2, List.of()));
        assertThat(summarize(half, "1").coverage()).isCloseTo(0.5, within(0.02));
    }

    @Example
    void when_thereIsAPrior_then_itMovesTheChoiceAndNeverTheSalience() {
        Salience light = TestSalience.of(FIVE, 1, 1.1, 1, 1, 1);
        double[] before = light.scores().clone();
        assertThat(summarize(light, "1").chosen()).containsExactly(1);
        Summary moved =
                ExtractiveSummarizer.summarize(light, SummaryLength.parse("1"), Prior.POSITION);
        assertThat(moved.chosen()).containsExactly(0);
        assertThat(moved.salience().scores()).containsExactly(before);
    }

    @Example
    void when_theMethodIsABaseline_then_itChoosesWithoutAPrior() {
        Salience light =
                TestSalience.of(
                        FIVE,
                        "random",
                        new double[] {1, 1.1, 1, 1, 1},
                        TestSalience.reading(0, List.of()));
        assertThat(
                        ExtractiveSummarizer.summarize(
                                        light,
                                        SummaryLength.parse("1"),
                                        Prior.POSITION.with(
                                                SalienceMethods.ofDefaultEncoder().named("random")))
                                .chosen())
                .containsExactly(1);
    }

    @Example
    void when_aDocumentHasNoSentences_then_itIsRefusedByName() {
        Document empty = Documents.of("void", "en", " ", List.of());
        assertThatThrownBy(() -> summarize(TestSalience.of(empty), "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("document void has no sentence, expected one");
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }

    @Provide
    Arbitrary<String> lengths() {
        return Arbitraries.of("1", "3", "1000", "1%", "15%", "100%");
    }

    @Property(tries = 1000)
    void always_aTextWithASentenceHasASummary(
            @ForAll("hostile") String text,
            @ForAll("lengths") String length,
            @ForAll Prior prior,
            @ForAll Random random) {
        Document document = Documents.english(text);
        int n = document.sentences().size();
        Assume.that(n > 0);
        double[] scores = IntStream.range(0, n).mapToDouble(i -> drawn(random)).toArray();
        scores[random.nextInt(n)] = 1;
        SummaryLength wanted = SummaryLength.parse(length);
        Summary summary =
                ExtractiveSummarizer.summarize(TestSalience.of(document, scores), wanted, prior);
        assertThat(summary.chosen()).isNotEmpty().doesNotHaveDuplicates().isSorted();
        assertThat(summary.chosen()).hasSizeLessThanOrEqualTo(wanted.of(n));
        assertThat(kinds(summary))
                .matches(kinds -> kinds.size() == 1 || PROSE_AND_ITEMS.containsAll(kinds));
        assertThat(summary.text()).isNotBlank();
        assertThat(summary.quality().values()).allMatch(Double::isFinite);
    }

    /** Zeros too: shares may be rounded to nothing. */
    private static double drawn(Random random) {
        return random.nextInt(3) == 0 ? 0 : random.nextDouble();
    }

    private static List<SentenceKind> kinds(Summary summary) {
        List<Sentence> sentences = summary.salience().assembled().document().sentences();
        return summary.chosen().stream().map(i -> sentences.get(i).kind()).distinct().toList();
    }

    private static Summary summarize(Salience light, String length) {
        return ExtractiveSummarizer.summarize(light, SummaryLength.parse(length), Prior.NONE);
    }

    private static Line frame(String text) {
        return new Line(text, SentenceKind.FRAME);
    }

    private static Line heading(String text) {
        return new Line(text, SentenceKind.HEADING);
    }

    private static Line line(String text) {
        return new Line(text, SentenceKind.PROSE);
    }

    private static Line item(String text) {
        return new Line(text, SentenceKind.LIST_ITEM);
    }

    private static Document prose(String... sentences) {
        return of(
                Arrays.stream(sentences).map(ExtractiveSummarizerTest::line).toArray(Line[]::new));
    }

    private static Document of(Line... lines) {
        var text = new StringBuilder();
        List<Sentence> spans = new ArrayList<>();
        for (Line line : lines) {
            int start = text.length();
            text.append(line.text());
            spans.add(new Sentence(start, text.length(), 0, line.kind()));
            text.append(' ');
        }
        return Documents.of("id", "en", text.toString().stripTrailing(), spans);
    }

    private static Document flagged(Document document, Flag flag) {
        return new Document(
                document.original(),
                document.id(),
                document.text(),
                document.language(),
                document.sentences(),
                document.tasks(),
                document.targets(),
                document.metadata(),
                List.of(flag));
    }
}
