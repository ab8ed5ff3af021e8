package dev.limelight.pipeline.summarize.abstractive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.connectors.record.Metric;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.GoldDocument;
import dev.limelight.pipeline.fixture.Contract;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.summarize.SummaryLength;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With the real engine and tiny bundles of random weights: what they write means nothing, that it
 * is what transformers writes is tested in model-server.
 */
@Tag("slow")
class AbstractiveBundlesTest {

    private static final Path SAMPLES = Path.of("..", "..", "test-data", "seq2seq");
    private static final SummaryLength THREE = new SummaryLength(3, false);

    /** No tokens for masked spans, which the tiny T5 likes and which are no text. */
    private static final String SETTINGS =
            "{\"max_new_tokens\": 12, \"min_new_tokens\": 6, \"num_beams\": 2, \"suppress_tokens\": %s}"
                    .formatted(IntStream.range(300, 400).boxed().toList());

    private static final String MIXED =
            "Dr. Pell \ud83d\ude00 came to Brackwell.\n\n"
                    + "> z. B. am 14. M\u00e4rz, \u6f22\u5b57\u3002 The council voted 15 to 14 on"
                    + " Monday night! "
                    + "one ".repeat(300);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bart-merged",
                "bart-split",
                "t5-merged",
                "t5-split",
                "flan-t5-split",
                "pegasus-merged",
                "pegasus-split"
            })
    void when_aBundleSummarizes_then_theContractIsKeptAndTheResultIsTheSameAlone(String bundle)
            throws Exception {
        AbstractiveConfig config = config(bundle);
        AbstractiveModel task = config.model();
        try (var client = EmbeddedModels.openSeq2Seq(config.options(task))) {
            var summarizer = task.summarizer(client, config.settings());
            AbstractiveSummary gold = checked(summarizer, Documents.of(GoldDocument.all().get(0)));
            assertThat(gold.chunks()).isGreaterThan(10);
            assertThat(gold.quality().get(Metric.LEVELS)).isGreaterThan(1);

            AbstractiveSummary mixed = checked(summarizer, Documents.english(MIXED));
            assertSame(mixed, task.summarizer(client, config.settings().withInFlight(1)));
        }
    }

    /** The words are the same to the letter; attention is within what a batch does to it. */
    private static void assertSame(AbstractiveSummary batched, AbstractiveSummarizer single) {
        AbstractiveSummary alone = single.summarize(batched.document(), THREE);
        assertThat(alone)
                .usingRecursiveComparison()
                .ignoringFields("queuedMs", "inferenceMs", "scores", "words", "quality")
                .isEqualTo(batched);
        assertThat(alone.scores()).containsExactly(batched.scores(), within(1e-5));
    }

    private static AbstractiveSummary checked(AbstractiveSummarizer summarizer, Document document) {
        AbstractiveSummary summary = summarizer.summarize(document, THREE);
        Contract.assertKept(
                "abstractive",
                document.text(),
                new SummaryRecords(summary).summary(0),
                new SummaryRecords(summary).salience());
        assertThat(List.copyOf(summary.quality().values())).allMatch(Double::isFinite);
        return summary;
    }

    private static AbstractiveConfig config(String bundle) {
        return new AbstractiveConfig(
                SAMPLES.resolve(bundle).toString(),
                "summarize:",
                SETTINGS,
                AbstractiveSettings.DEFAULT.withChunkTokens(48),
                1,
                1024,
                2,
                Duration.ofMinutes(1));
    }
}
