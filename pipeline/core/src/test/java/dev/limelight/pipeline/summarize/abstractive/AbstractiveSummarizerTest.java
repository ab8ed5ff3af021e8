package dev.limelight.pipeline.summarize.abstractive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.folder.SummarizationTask;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.GoldDocument;
import dev.limelight.pipeline.fixture.Contract;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.HostileTexts;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.summarize.SummaryLength;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a model that is none, so that what it looks at is known. */
class AbstractiveSummarizerTest {

    private static final SummaryLength THREE = new SummaryLength(3, false);

    /** Writes a fourth of the words. */
    private static final WordByWord TERSE = new WordByWord(40, word -> kept(word) ? word : "");

    /** Writes all, and never comes to an end of it. */
    private static final WordByWord COPIES = new WordByWord(24, word -> word);

    /** Writes more than it reads, and trouble. */
    private static final WordByWord WORDY =
            new WordByWord(60, word -> word + "\u200d.\ud83d\ude00 \ud83d " + word + "\n\n> Dr. ");

    @AfterContainer
    static void close() {
        List.of(TERSE, COPIES, WORDY).forEach(WordByWord::close);
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }

    @Property(tries = 1000)
    void when_textIsHostile_then_theContractIsKept(@ForAll("hostile") String text) {
        check(TERSE, text + " it stays here");
    }

    @Property(tries = 500)
    void when_nothingGetsShorter_then_itEndsAndSaysSo(@ForAll("hostile") String text) {
        check(COPIES, text + " x");
    }

    @Property(tries = 500)
    void when_theModelWritesTrouble_then_theContractIsKept(@ForAll("hostile") String text) {
        check(WORDY, text + " x");
    }

    private static void check(WordByWord model, String text) {
        Document document = Documents.english(text);
        Assume.that(isWellFormed(text) && !document.sentences().isEmpty());
        AbstractiveSummary summary = summarizer(model, "").summarize(document, THREE);
        Contract.assertKept(
                "abstractive",
                text,
                new SummaryRecords(summary).summary(0),
                new SummaryRecords(summary).salience());
        assertThat(summary.chosen()).hasSizeLessThanOrEqualTo(3);
        assertThat(summary.quality().values()).allMatch(Double::isFinite);
        assertThat(summary.quality().get(Metric.LEVELS))
                .isLessThanOrEqualTo(AbstractiveSummarizer.MOST_LEVELS);
    }

    /** Others are refused before this stage. */
    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    private static boolean kept(String word) {
        return Math.floorMod(word.hashCode(), 4) == 0 || word.equals("stays");
    }

    @Test
    void when_theTextFits_then_itIsReadOnce() {
        try (var model = new WordByWord(60, word -> word.startsWith("b") ? word : "")) {
            AbstractiveSummary summary =
                    summary(model, "", "A big cat sat. It was late.\n\nSo be.");
            assertThat(summary.text()).isEqualTo("big be.");
            assertThat(summary.chunks()).isEqualTo(1);
            assertThat(summary.quality()).containsEntry(Metric.LEVELS, 1.0);
            assertThat(summary.flags()).isEmpty();
            assertThat(summary.chosen()).contains(0, 2);
            assertThat(summary.scores()[0]).isGreaterThan(summary.scores()[1]);
            assertThat(model.requests()).isEqualTo(1);
        }
    }

    /**
     * A thousand sentences, each with a numbered lamp, and one with a zebra. Lamps lose a zero at
     * each level, or go; the zebra stays.
     */
    @Test
    void when_levelsAreMerged_then_whatTheSummaryStandsOnIsFollowedDown() {
        UnaryOperator<String> rule =
                word -> {
                    if (word.equals("Zebra.")) {
                        return word;
                    }
                    return word.matches("Lamp\\d+0\\.") ? word.replace("0.", ".") : "";
                };
        List<String> sentences =
                IntStream.rangeClosed(1, 1000)
                        .mapToObj("Then there came Lamp%d."::formatted)
                        .collect(Collectors.toCollection(ArrayList::new));
        sentences.set(617, "Then there came Zebra.");
        try (var model = new WordByWord(60, rule)) {
            AbstractiveSummary summary = summary(model, "", String.join(" ", sentences));
            assertThat(summary.quality().get(Metric.LEVELS)).isGreaterThan(2);
            assertThat(summary.text()).contains("Zebra.");
            assertThat(summary.chosen()).contains(617);
            assertThat(summary.scores()[617]).isGreaterThan(50.0 / 1000);
            assertThat(summary.coverage()).isEqualTo(1);
            assertThat(summary.flags()).containsOnly(Flag.PART_WITHOUT_SUMMARY);
        }
    }

    @Test
    void when_aLevelIsNotShorter_then_theSummariesOfThePartsStandWithAFlag() {
        String text = "One cat sat here. Two cats lay there. ".repeat(8).strip();
        AbstractiveSummary summary = summary(COPIES, "", text);
        assertThat(summary.text()).isEqualTo(text);
        assertThat(summary.quality()).containsEntry(Metric.LEVELS, 1.0);
        assertThat(summary.flags()).containsExactly(Flag.NOT_MERGED);
    }

    @Test
    void when_thereAreLayoutAndAPrefix_then_theModelGetsPlainTextAndThePrefixNoLight() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        UnaryOperator<String> rule =
                word -> {
                    seen.add(word);
                    return word;
                };
        try (var model = new WordByWord(60, rule)) {
            AbstractiveSummary summary = summary(model, "summarize:", " The\tcat\nsat.\r\n");
            assertThat(seen).containsExactly("summarize:", "The", "cat", "sat.");
            assertThat(summary.words()).hasSize(3);
            assertThat(summary.words().get(0).start()).isEqualTo(1);
            assertThat(summary.words().get(2).end()).isEqualTo(12);
        }
    }

    @Test
    void when_aSentenceIsTooLong_then_aFlagSaysThatItWasSplit() {
        AbstractiveSummary summary = summary(TERSE, "", "it stays here and ".repeat(60));
        assertThat(summary.flags()).contains(Flag.SENTENCE_SPLIT);
        assertThat(summary.scores()).containsExactly(new double[] {1}, within(1e-6));
    }

    @Test
    void when_theModelWritesNothing_then_theDocumentHasNoSummary() {
        try (var model = new WordByWord(40, word -> "")) {
            assertFails(
                    model,
                    "A cat sat. It was late.",
                    Category.MODEL_ERROR,
                    "the model wrote nothing for 1 text, expected a summary");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u001c", "\n\u3000", "\u00a0"})
    void when_theModelWritesWhiteSpace_then_itIsNothing(String space) {
        try (var model = new WordByWord(40, word -> space)) {
            assertThatThrownBy(() -> summary(model, "", "A cat sat."))
                    .hasMessageContaining("wrote nothing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001c", "\u001c a", "a\u001c\n", "\u001f \u200b", "\u200b\u0301"})
    void when_theTextIsOddSpace_then_theContractIsKept(String text) {
        check(COPIES, text.contains("a") ? text : text + "x");
        check(WORDY, text);
    }

    @Test
    void when_oneRequestFails_then_theDocumentDoesWithItsPlace() {
        UnaryOperator<String> failing =
                word -> {
                    if (word.startsWith("bad")) {
                        throw new ModelException(Category.TIMEOUT, "took 9 ms, expected 5");
                    }
                    return word;
                };
        try (var model = new WordByWord(24, failing)) {
            assertFails(
                    model,
                    "It is a cat. ".repeat(12) + "So bad. " + "It is. ".repeat(50),
                    Category.TIMEOUT,
                    "part 3 of 8 on level 1: took 9 ms, expected 5");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"one two three four five six seven", "abcdefghijklmnopqrstuvwxyz123456789"})
    void when_thePrefixLeavesNoRoom_then_itIsRefused(String prefix) {
        try (var model = new WordByWord(18)) {
            assertThatThrownBy(() -> summarizer(model, prefix))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("that reads 18 at a time, expected room for 11");
        }
    }

    @Test
    void when_outputReachesItsLimit_then_aFlagSaysThatItMayBreakOff() {
        var task = new SummarizationTask("", "{}", 5, 40, AttentionTap.head(0, 0));
        try (var model = new WordByWord(40, word -> word)) {
            var summarizer = new AbstractiveSummarizer(model, task, AbstractiveSettings.DEFAULT);
            AbstractiveSummary summary =
                    summarizer.summarize(Documents.english("A cat sat on a mat."), THREE);
            assertThat(summary.flags()).containsExactly(Flag.OUTPUT_CUT);
        }
    }

    /** 20,000 words: few requests at a time, and a light that is still whole. */
    @Test
    void when_theDocumentIsLong_then_memoryIsBoundedByTheWindow() {
        String text =
                IntStream.range(0, 2000)
                        .mapToObj("The lamp number %d is lit and it stays here."::formatted)
                        .collect(Collectors.joining(" "));
        try (var model = new WordByWord(512, word -> word.length() > 5 ? word : "")) {
            var summarizer =
                    new AbstractiveSummarizer(
                            model, task("", 512), AbstractiveSettings.DEFAULT.withInFlight(8));
            AbstractiveSummary summary = summarizer.summarize(Documents.english(text), THREE);
            assertThat(model.mostInFlight()).isLessThanOrEqualTo(8);
            assertThat(summary.words()).hasSize(20_000);
            assertThat(summary.chunks()).isGreaterThan(40);
            Contract.assertKept(
                    "abstractive",
                    text,
                    new SummaryRecords(summary).summary(0),
                    new SummaryRecords(summary).salience());
        }
    }

    @Test
    void when_documentsAreOurs_then_theContractIsKept() throws Exception {
        for (GoldDocument gold : GoldDocument.all()) {
            AbstractiveSummary summary = summarizer(TERSE, "").summarize(Documents.of(gold), THREE);
            Contract.assertKept(
                    "abstractive",
                    gold.text(),
                    new SummaryRecords(summary).summary(0),
                    new SummaryRecords(summary).salience());
        }
    }

    private static void assertFails(
            WordByWord model, String text, Category category, String message) {
        assertThatThrownBy(() -> summary(model, "", text))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.category()).isEqualTo(category))
                .hasMessage(message);
    }

    private static AbstractiveSummary summary(WordByWord model, String prefix, String text) {
        return summarizer(model, prefix).summarize(Documents.english(text), THREE);
    }

    private static AbstractiveSummarizer summarizer(WordByWord model, String prefix) {
        int tokens = model.info().maxTokens();
        return new AbstractiveSummarizer(
                model, task(prefix, tokens), AbstractiveSettings.DEFAULT.withInFlight(7));
    }

    private static SummarizationTask task(String prefix, int tokens) {
        return new SummarizationTask(prefix, "{}", tokens, tokens, AttentionTap.head(0, 0));
    }
}
