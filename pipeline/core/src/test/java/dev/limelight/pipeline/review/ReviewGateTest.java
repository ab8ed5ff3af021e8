package dev.limelight.pipeline.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.OversizedRecordException;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.ReviewReason;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.SummarySentence;
import dev.limelight.connectors.record.Timings;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Records;
import dev.limelight.pipeline.review.risk.RiskCurve;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReviewGateTest {

    private static final String TEXT =
            "Anna paid 1,200 euros. However, she was late. It rained in Rome. But nobody minded.";

    @Test
    void when_aRouteHasAMode_then_itCountsBeforeTheUsualOne() {
        var policy = policy(ReviewMode.ALL, Map.of("en-de", ReviewMode.OFF), 0);
        assertThat(translated(policy)).isNull();
        assertThat(translated(policy(ReviewMode.OFF, Map.of("en-de", ReviewMode.ALL), 0)))
                .isNotNull();
        assertThat(translated(policy(ReviewMode.OFF, Map.of("en-fr", ReviewMode.ALL), 0))).isNull();
    }

    @Test
    void when_aSegmentHasAHardFlag_then_theReasonSaysWhere() {
        Held held = translated(policy(ReviewMode.HOLD, Map.of(), 0));

        assertThat(held.reasons())
                .singleElement()
                .satisfies(
                        reason -> {
                            assertThat(reason.code()).isEqualTo("numbers-differ");
                            assertThat(reason.segment()).isEqualTo(1);
                            assertThat(reason.start()).isEqualTo(12);
                            assertThat(reason.end()).isEqualTo(22);
                        });
        assertThat(held.risk()).isBetween(0.5, 0.7);
        assertThat(held.reviewId()).matches("\\d+-\\d+-translate-de");
    }

    @Test
    void when_theRiskIsAboveTheLimit_then_thatIsAReason() {
        var policy = new ReviewPolicy(ReviewMode.HOLD, Map.of(), 0.5, java.util.Set.of(), 0);
        assertThat(codes(translated(policy))).containsExactly("risk");
        var patient = new ReviewPolicy(ReviewMode.HOLD, Map.of(), 0.9, java.util.Set.of(), 0);
        assertThat(translated(patient)).isNull();
    }

    @Test
    void when_nothingIsMeasured_then_thereIsNoRisk() {
        assertThat(RiskCurve.SHIPPED.risk(Map.of())).isNull();
        assertThat(RiskCurve.SHIPPED.risk(-0.1)).isLessThan(RiskCurve.SHIPPED.risk(-2));
    }

    /** The share is that asked for, and the same ids are drawn each time. */
    @Test
    void when_outputsAreSampled_then_byTheirIdsAlone() {
        ReviewPolicy policy = policy(ReviewMode.SAMPLE, Map.of(), 0.05);
        List<Integer> drawn =
                IntStream.range(0, 20_000)
                        .filter(i -> policy.isSampled("0-" + i + "-translate-de"))
                        .boxed()
                        .toList();
        assertThat(drawn.size()).isBetween(900, 1_100);
        assertThat(drawn).allMatch(i -> policy.isSampled("0-" + i + "-translate-de"));
        assertThat(policy(ReviewMode.SAMPLE, Map.of(), 0).isSampled("x")).isFalse();
        assertThat(policy(ReviewMode.SAMPLE, Map.of(), 1).isSampled("x")).isTrue();
    }

    @Test
    void when_aSummaryHasWhatItsDocumentHasNot_then_rulesSaySo() {
        assertThat(codes(summarized("She paid 1,300 euros to Bruno.", "abstractive", 1)))
                .containsExactly("unknown-number", "unknown-name");
        assertThat(codes(summarized("Anna paid 1,200 euros.", "abstractive", 0.5)))
                .containsExactly("coverage");
    }

    @Test
    void when_aSentenceContinuesOneThatIsNotThere_then_rulesSaySo() {
        assertThat(summarized(TEXT, "extractive", 1, 0, 22, 23, 45)).isNull();
        assertThat(codes(summarized(TEXT, "extractive", 1, 23, 45)))
                .containsExactly("dangling-link");
        Held held = summarized(TEXT, "extractive", 1, 0, 22, 65, 83);
        assertThat(held.reasons())
                .singleElement()
                .isEqualTo(
                        new ReviewReason(
                                "dangling-link",
                                "\"But\" continues a sentence that the summary does not have",
                                65,
                                83,
                                null));
        assertThat(held.risk()).isNull();
    }

    private static Held translated(ReviewPolicy policy) {
        return new ReviewGate(policy)
                .held(
                        document(Reviews.SOURCE),
                        "translate",
                        "de",
                        Reviews.held(Reviews.ID).outputs());
    }

    private static Held summarized(String summary, String method, double coverage, int... spans) {
        List<SummarySentence> sentences =
                IntStream.range(0, spans.length / 2)
                        .mapToObj(
                                i ->
                                        new SummarySentence(
                                                spans[2 * i],
                                                spans[2 * i + 1],
                                                TEXT.substring(spans[2 * i], spans[2 * i + 1]),
                                                0.5))
                        .toList();
        var record =
                new SummaryRecord(
                        "d",
                        "en",
                        summary,
                        method,
                        sentences,
                        1,
                        coverage,
                        new ModelRef("m", "1"),
                        Map.of(),
                        List.of(),
                        Map.of(),
                        new Timings(0, 0, 0));
        Document document = document(TEXT);
        return new ReviewGate(policy(ReviewMode.HOLD, Map.of(), 0))
                .held(document, "summarize", null, List.of(output(record, document.original())));
    }

    private static OutputRecord output(SummaryRecord record, InputRecord original) {
        try {
            return Reviews.RECORDS.summary(record, original);
        } catch (OversizedRecordException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> codes(Held held) {
        return held.reasons().stream().map(ReviewReason::code).toList();
    }

    private static Document document(String text) {
        return new Document(
                Records.text("d", text),
                "d",
                text,
                "en",
                List.of(),
                List.of("translate"),
                List.of("de"),
                Map.of(),
                List.of());
    }

    private static ReviewPolicy policy(
            ReviewMode usual, Map<String, ReviewMode> routes, double sample) {
        return new ReviewPolicy(usual, routes, 0.9, ReviewPolicy.HARD, sample);
    }
}
