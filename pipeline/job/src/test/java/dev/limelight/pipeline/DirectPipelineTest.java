package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.connectors.record.Flag;
import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.attribution.ChunkAttention;
import dev.limelight.pipeline.attribution.SentenceAttention;
import dev.limelight.pipeline.chunk.SentencePart;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.GoldDocument;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.fixture.Contract;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.HostileTexts;
import dev.limelight.pipeline.fixture.Pages;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.summarize.DirectPipeline;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Tag;

/** From text to summary with the real model: what holds for every document. */
@Tag("slow")
@net.jqwik.api.Tag("slow")
class DirectPipelineTest {

    private static final int CHUNK_TOKENS = 32;

    private static final SalienceMethods METHODS = SalienceMethods.ofDefaultEncoder();

    private static DirectPipeline pipeline;

    @BeforeContainer
    static void open() {
        List<AttentionTap> taps = METHODS.taps();
        EncoderOptions options =
                EncoderOptions.defaults()
                        .withTaps(taps)
                        .withBatching(new BatchOptions(0, 1024, Duration.ZERO, 512));
        pipeline = DirectPipeline.open(options, CHUNK_TOKENS, true);
    }

    @AfterContainer
    static void close() {
        pipeline.close();
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }

    @Property(tries = 500)
    void always_hostileTextsAreReadToTheEnd(@ForAll("hostile") String text) {
        Document document = Documents.english(text);
        Assume.that(!document.sentences().isEmpty());
        check(document);
    }

    @Provide
    Arbitrary<String> pages() {
        return Pages.any();
    }

    @Property(tries = 300)
    void always_pagesKeepTheContractOnTheirOwnOffsets(@ForAll("pages") String html) {
        Document page = Pages.parsed(html).document();
        Assume.that(page != null);
        Summary summary = check(Objects.requireNonNull(page));
        Contract.assertKept(
                html,
                new SummaryRecords(summary).summary(0),
                new SummaryRecords(summary).salience());
        assertThat(summary.text()).doesNotContain("<p>", "f()", "g{}");
    }

    @Example
    void when_documentsAreTheTestDocuments_then_theyAreReadToTheEnd() {
        GoldDocument.all().stream()
                .filter(gold -> gold.text().length() < 3000)
                .forEach(gold -> check(Documents.of(gold)));
    }

    @Example
    void when_aSentenceHasManyChunks_then_itIsReadToTheEndAndFlagged() {
        Document document = Documents.english("the river rose again and ".repeat(100) + "fell.");
        assertThat(document.sentences()).hasSize(1);
        assertThat(check(document).flags()).containsExactly(Flag.SENTENCE_SPLIT, Flag.SENTENCE_CUT);
    }

    @Example
    void when_theTextIsTheSame_then_itGivesTheSameBits() {
        Document document = Documents.of(GoldDocument.of("de").get(0));
        assertThat(light("spotlight", pipeline.read(document)).scores())
                .isEqualTo(light("spotlight", pipeline.read(document)).scores());
    }

    private static Summary check(Document document) {
        Assembled assembled = pipeline.read(document);
        assembled.results().forEach(DirectPipelineTest::checkResult);
        checkParts(assembled);
        METHODS.all().forEach(method -> checkLight(light(method.name(), assembled)));
        Summary summary =
                ExtractiveSummarizer.summarize(
                        light(SalienceMethods.DEFAULT, assembled),
                        SummaryLength.parse("3"),
                        Prior.POSITION_AND_CUES);
        assertThat(summary.coverage()).isEqualTo(1);
        assertThat(summary.chosen()).isNotEmpty();
        return summary;
    }

    private static Salience light(String method, Assembled assembled) {
        SalienceMethod named = METHODS.named(method);
        return SalienceScorer.score(named, assembled);
    }

    private static void checkResult(ChunkResult result) {
        ChunkAttention attention = Objects.requireNonNull(result.attention());
        int parts = result.parts().size();
        assertThat(attention.tokens()).isLessThanOrEqualTo(CHUNK_TOKENS);
        assertThat(attention.partTokens()).hasSize(parts);
        // Every token but [CLS] and [SEP] lies in sentences: nothing was cut off. A token may lie
        // in
        // two, and its parts are single precision.
        assertThat(sum(attention.partTokens())).isCloseTo(attention.tokens() - 2.0, within(1e-4));
        assertThat(attention.partVectors()).hasSize(parts * attention.width());
        attention.maps().forEach(map -> checkMap(map, attention.partTokens()));
    }

    private static void checkMap(SentenceAttention view, float[] tokens) {
        assertShareAtMostOne(view.fromCls());
        for (int i = 0; i < tokens.length; i++) {
            int from = i * tokens.length;
            float[] row = Arrays.copyOfRange(view.among(), from, from + tokens.length);
            assertShareAtMostOne(row);
        }
    }

    private static double sum(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
    }

    private static void assertShareAtMostOne(float[] weights) {
        assertThat(sum(weights)).isBetween(0.0, 1 + 1e-5);
    }

    /** The parts of all chunks are all sentences, but for white space where one is cut. */
    private static void checkParts(Assembled assembled) {
        Document document = assembled.document();
        int[] read = new int[document.sentences().size()];
        for (ChunkResult reading : assembled.results()) {
            for (SentencePart part : reading.parts()) {
                read[part.sentence()] += inked(document, part.start(), part.end());
            }
        }
        assertThat(read)
                .containsExactly(
                        document.sentences().stream()
                                .mapToInt(s -> inked(document, s.start(), s.end()))
                                .toArray());
    }

    private static int inked(Document document, int start, int end) {
        String slice = document.text().substring(start, end);
        return (int) slice.chars().filter(unit -> !Character.isWhitespace(unit)).count();
    }

    private static void checkLight(Salience light) {
        Document document = light.assembled().document();
        assertThat(light.scores()).hasSize(document.sentences().size());
        assertThat(Arrays.stream(light.scores()).boxed()).allMatch(score -> score >= 0);
        assertThat(Arrays.stream(light.scores()).sum()).isCloseTo(1, within(1e-6));
        assertThat(light.words().stream().mapToDouble(ScoredWord::score).sum())
                .isCloseTo(1, within(1e-6));
        int end = 0;
        for (ScoredWord word : light.words()) {
            assertThat(word.start()).isGreaterThanOrEqualTo(end);
            assertThat(document.sentences()).anyMatch(sentence -> holds(sentence, word));
            assertThat(word.score()).isNotNegative().isFinite();
            end = word.end();
        }
    }

    private static boolean holds(Sentence sentence, ScoredWord word) {
        return sentence.start() <= word.start() && word.end() <= sentence.end();
    }
}
