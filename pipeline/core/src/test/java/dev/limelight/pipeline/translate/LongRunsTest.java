package dev.limelight.pipeline.translate;

import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.fixture.LinearTime;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.layout.SentenceKind;
import dev.limelight.pipeline.text.script.Words;
import dev.limelight.pipeline.translate.signals.KeptCheck;
import dev.limelight.pipeline.translate.signals.Names;
import dev.limelight.pipeline.translate.signals.Numbers;
import dev.limelight.pipeline.translate.signals.Repetition;
import dev.limelight.pipeline.translate.source.Alphabet;
import dev.limelight.pipeline.translate.source.Garbage;
import dev.limelight.pipeline.translate.source.KeptSpans;
import dev.limelight.pipeline.translate.source.ModelText;
import dev.limelight.pipeline.translate.source.SentencePlanner;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stage of translation on 100,000 times the same. */
@Tag("slow")
class LongRunsTest {

    /** A token for each unit; none is known but ASCII. */
    private static final TokenCounter TOKENS =
            text ->
                    IntStream.range(0, text.length())
                            .mapToObj(
                                    i ->
                                            new TokenSpan(
                                                    text.charAt(i) < 0x80 ? text.charAt(i) : 0,
                                                    i,
                                                    i + 1,
                                                    false))
                            .toList();

    static List<String> units() {
        return LinearTime.units();
    }

    @ParameterizedTest
    @MethodSource("units")
    void when_oneKindRepeats_then_whatIsKeptIsFoundInLinearTime(String unit) {
        LinearTime.check(unit, text -> ModelText.of(kept(text), 0, text.length()));
    }

    @ParameterizedTest
    @MethodSource("units")
    void when_oneKindRepeats_then_signalsAreReadInLinearTime(String unit) {
        LinearTime.check(unit, Words::of);
        LinearTime.check(unit, text -> Numbers.mismatches(text, "en", "1" + text, "de"));
        LinearTime.check(unit, text -> Names.missing(text, "en", "A" + text, String::length));
        LinearTime.check(unit, text -> Repetition.excess(text, "a" + text));
        LinearTime.check(unit, text -> Garbage.noCharacters("a", text));
        LinearTime.check(unit, text -> Garbage.hasForeignLetters("a", text, "de"));
        LinearTime.check(unit, text -> KeptCheck.of(text, List.of(new Span(0, 1)), text));
    }

    @ParameterizedTest
    @MethodSource("units")
    void when_oneSentenceRepeatsOneKind_then_itIsPlannedInLinearTime(String unit) {
        LinearTime.check(unit, LongRunsTest::plan);
    }

    private static void plan(String text) {
        var sentence = new Sentence(0, text.length() + 1, 0, SentenceKind.PROSE);
        Document document = Documents.of("id", "en", "a" + text, List.of(sentence));
        new SentencePlanner(document, kept(document.text())).plan(0);
    }

    private static KeptSpans kept(String text) {
        return new KeptSpans(text, new Alphabet(TOKENS, 0, "en"));
    }
}
