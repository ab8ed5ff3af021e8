package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.Chunker;
import dev.limelight.pipeline.chunk.JoinedCounter;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.Growth;
import dev.limelight.pipeline.fixture.Pages;
import dev.limelight.pipeline.fixture.TestSalience;
import dev.limelight.pipeline.language.LanguageDetector;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.text.script.Words;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No run of one kind of character may make a stage of the summary's way slow: ten times the text
 * takes less than fifteen times as long. Times are those that the thread computes, compared within
 * a run, so that a busy machine changes nothing.
 */
@Tag("slow")
class LongRunsTest {

    private static final int SHORT = 10_000;
    private static final int LONG = 100_000;
    private static final int TRIES = 8;
    private static final String PUNCTUATION = "<>&\"'=/;!-.?[](){}*_#|~,:\n\t\r";

    private static final LanguageDetector DETECTOR = new LanguageDetector();
    private static EncoderClient encoder;
    private static Chunker chunker;

    /** A step on what the steps before it made. */
    private interface Stage {
        void run(Work work);
    }

    private static final Map<String, Stage> STAGES = new LinkedHashMap<>();

    static {
        STAGES.put("detect", work -> DETECTOR.guesses(work.text));
        STAGES.put("split", work -> work.document = Documents.english(work.text));
        STAGES.put("chunk", work -> work.chunks = chunker.chunk(work.document));
        STAGES.put("words", work -> work.chunks.forEach(each -> Words.of(each.text())));
        STAGES.put("summarize", work -> work.summary = summary(work.document));
        STAGES.put("spans", work -> new SummaryRecords(work.summary).summary(0));
        STAGES.put("scores", work -> new SummaryRecords(work.summary).salience());
        STAGES.put("page", work -> Pages.parsed("<p>" + work.text + "</p>"));
    }

    /** Those without the model's tokenizer, which takes most of the time. */
    private static final Set<String> UNREAD = new LinkedHashSet<>(STAGES.keySet());

    static {
        UNREAD.removeAll(Set.of("chunk", "words"));
    }

    /** What the stages make of a text. */
    private static final class Work {

        private final String text;
        private Document document = Documents.english("None.");
        private List<Chunk> chunks = List.of();
        private Summary summary = summary(document);

        Work(String text) {
            this.text = text;
        }
    }

    @BeforeAll
    static void open() {
        encoder = EmbeddedModels.openEncoder(EncoderOptions.defaults());
        chunker = new Chunker(new JoinedCounter(encoder.tokens()), 254);
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    /** A character of each general category, and the punctuation of HTML and of sentences. */
    static Stream<String> characters() {
        Map<Integer, String> categories = new TreeMap<>();
        for (int codePoint = 0x21; codePoint < 0x30000; codePoint++) {
            categories.putIfAbsent(Character.getType(codePoint), Character.toString(codePoint));
        }
        categories.put((int) Character.CONTROL, "\u0007");
        return Stream.concat(
                categories.values().stream(), PUNCTUATION.chars().mapToObj(Character::toString));
    }

    @ParameterizedTest
    @MethodSource("characters")
    void when_aRunIsTenTimesAsLong_then_noStageTakesFifteenTimesAsLong(String unit) {
        check(unit, "%s", STAGES.keySet());
        check(unit, "The bridge is %s closed. It opens in May.", UNREAD);
        check("." + unit, "%s", Set.of("split"));
    }

    private static void check(String unit, String around, Set<String> stages) {
        var few = new Work(text(unit, around, SHORT));
        var many = new Work(text(unit, around, LONG));
        Map<String, Long> shortest = new LinkedHashMap<>();
        Map<String, Long> longest = new LinkedHashMap<>();
        Set<String> slow = new LinkedHashSet<>(stages);
        for (int i = 0; i < TRIES && !slow.isEmpty(); i++) {
            measure(few, slow, shortest);
            measure(many, slow, longest);
            slow.removeIf(name -> longest.get(name) < most(shortest.get(name)));
        }
        assertThat(slow)
                .as(
                        "%s around %s: %s, then %s",
                        around, unit.codePoints().boxed().toList(), shortest, longest)
                .isEmpty();
    }

    /** Below a millisecond caches and the memory that is asked for make more than the text. */
    private static long most(long nanoseconds) {
        return Growth.MOST_RATIO * Math.max(1_000_000, nanoseconds);
    }

    private static String text(String unit, String around, int length) {
        return around.formatted(unit.repeat(length / unit.length()));
    }

    /** The least nanoseconds of each stage, on what earlier stages left in the work. */
    private static void measure(Work work, Set<String> stages, Map<String, Long> least) {
        for (String name : stages) {
            Stage stage = Objects.requireNonNull(STAGES.get(name));
            least.merge(name, Growth.nanoseconds(() -> stage.run(work)), Math::min);
        }
    }

    private static Summary summary(Document document) {
        double[] even = new double[document.sentences().size()];
        if (even.length == 0) {
            return summary(Documents.english("None."));
        }
        Arrays.fill(even, 1);
        return ExtractiveSummarizer.summarize(
                TestSalience.of(document, even), SummaryLength.parse("3"), Prior.POSITION_AND_CUES);
    }
}
