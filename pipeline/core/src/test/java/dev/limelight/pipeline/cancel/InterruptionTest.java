package dev.limelight.pipeline.cancel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.chunk.Chunker;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.SentenceSplitter;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.TestSalience;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.language.Languages;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.translate.DocumentTranslator;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work stops soon after its thread is interrupted, counted in steps and not in seconds. */
class InterruptionTest {

    private static final int SENTENCES = 3_000;
    private static final String TEXT = "One two three four. ".repeat(SENTENCES).strip();
    private static final Pattern WORD = Pattern.compile("\\S+");

    @AfterEach
    void goOn() {
        var unused = Thread.interrupted();
    }

    @Test
    void when_interrupted_then_noTextIsSplit() {
        var splitter = new SentenceSplitter(Languages.profile("en"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> splitter.split(TEXT)).isInstanceOf(CancellationException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void when_interruptedWhileItCuts_then_theChunkerCountsNoFurther() {
        Document document = Documents.english(TEXT);
        var counts = new AtomicInteger();
        var chunker = new Chunker(counting(counts, 1), 20);
        assertThatThrownBy(() -> chunker.chunk(document)).isInstanceOf(CancellationException.class);
        assertThat(counts).hasValue(1);
    }

    @Test
    void when_interruptedWhileItTranslates_then_theModelIsAskedNoMore() {
        Document document = Documents.english(TEXT);
        try (var model = new WordByWord(200)) {
            var translator =
                    new DocumentTranslator(model, TranslateSettings.DEFAULT.withInFlight(8));
            assertThatThrownBy(() -> translator.translate(document, "de", this::interruptAtThird))
                    .isInstanceOfAny(CancellationException.class, ModelException.class);
            assertThat(model.requests()).isLessThanOrEqualTo(3 + 8 + 1);
        }
    }

    @Test
    void when_interrupted_then_noSummaryIsChosen() {
        Document document = Documents.english("One two three. Four five six.");
        Salience light = TestSalience.of(document, 0.5, 0.5);
        SummaryLength length = SummaryLength.parse("1");
        Thread.currentThread().interrupt();
        assertThatThrownBy(
                        () ->
                                ExtractiveSummarizer.summarize(
                                        light, length, Prior.POSITION_AND_CUES))
                .isInstanceOf(CancellationException.class);
    }

    private void interruptAtThird(int done) {
        if (done == 3) {
            Thread.currentThread().interrupt();
        }
    }

    /** A token a word. Interrupts its thread at a call. */
    private static TokenCounter counting(AtomicInteger calls, int interruptAt) {
        return text -> {
            if (calls.incrementAndGet() == interruptAt) {
                Thread.currentThread().interrupt();
            }
            return WORD.matcher(text)
                    .results()
                    .map(word -> new TokenSpan(1, word.start(), word.end(), false))
                    .toList();
        };
    }
}
