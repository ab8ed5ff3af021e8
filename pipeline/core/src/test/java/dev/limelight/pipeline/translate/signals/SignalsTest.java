package dev.limelight.pipeline.translate.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.Metric.Better;
import dev.limelight.connectors.record.ResultKind;
import dev.limelight.connectors.record.Threshold;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.attribution.TokenShares;
import dev.limelight.pipeline.fixture.HostileTexts;
import dev.limelight.pipeline.text.Span;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignalsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "It costs 1,000 dollars.~Es kostet 1.000 Dollar.~0",
                "It costs 1,000 dollars.~Es kostet 1000 Dollar.~0",
                "It costs 1,000 dollars.~Es kostet 100 Dollar.~2",
                "It costs 1,000 dollars.~Es kostet 1 Dollar.~2",
                "1,234,567.89 people~1.234.567,89 Leute~0",
                "1,234,567.89 people~1.234.567,88 Leute~2",
                "It is 3.5 m long.~Es ist 3,5 m lang.~0",
                "It is 3.5 m long.~Es ist 35 m lang.~2",
                "It is 3.5 m long.~Es ist 5,3 m lang.~2",
                "At 10:30.~Um 10.30 Uhr.~0",
                "On 05/12/2020.~Am 05.12.2020.~0",
                "On 05/12/2020.~Am 05.12.2021.~2",
                "10 000 km, 10\u202f000 km~10 000 km, 10.000 km~0",
                "2 dogs and 12 cats~zwei Hunde und zwölf Katzen~0",
                "two dogs~2 Hunde~0",
                "two dogs~3 Hunde~1",
                "In 1999 and 2000~Im Jahr 2000 und 1999~0",
                "007~7~0",
                "5 5~5~1",
                "the 1990s~die 1990er~0",
                "١٢ cats~12 Katzen~0",
                "no number~keine Zahl~0",
                "no number~13 Zahlen~1",
                "It costs 1,000 dollars.~Es kostet 1,000 Dollar.~2",
                "It is 1.234 m long.~Es ist 1.234 m lang.~2",
                "It is 1.234 m long.~Es ist 1,234 m lang.~0",
                "1,234.56 euros~1.234,56 Euro~0",
                "1,234.56 euros~1234,56 Euro~0",
                "1,234.56 euros~1,234.56 Euro~0",
                "1,234.56 euros~1.234.56 Euro~2",
                "1,234.56 euros~1.234 56 Euro~3",
                "at 04.000~um 04.00~2",
                "at 00:04.000~um 000:04.00~2",
                "at 01:13.346~um 01.13.346~0",
                "0.125 m~0,125 m~0",
                "version 1.10~Version 1.1~2",
                "1'234'567 people~1.234.567 Leute~0"
            })
    void when_numbersAreCompared_then_notationDoesNotCount(String en, String de, int expected) {
        assertThat(Numbers.mismatches(en, "en", de, "de")).isEqualTo(expected);
    }

    @Test
    void when_sourceIsGerman_then_itsNotationCounts() {
        assertThat(Numbers.mismatches("1.234,56 €", "de", "1.234.56 €", "en")).isEqualTo(2);
        assertThat(Numbers.mismatches("1.234,56 €", "de", "€1,234.56", "en")).isZero();
        assertThat(Numbers.mismatches("1.000 Leute", "de", "1.000 people", "en")).isEqualTo(2);
        assertThat(Numbers.mismatches("3,5 m", "de", "3.5 m", "en")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a {{ b }} c~2,9~x {{ b }} y~false",
                "a {{ b }} c~2,9~x { b }} y~true",
                "a {{ b }} c~2,9~x y~true",
                "a %s c~2,4~x %s {y~true",
                "a {b} c~''~x b y~true",
            })
    void when_whatIsKeptIsNotThere_then_itIsBroken(
            String source, String span, String target, boolean broken) {
        List<Span> kept =
                span.isEmpty()
                        ? List.of()
                        : List.of(
                                new Span(
                                        Integer.parseInt(span.split(",", -1)[0]),
                                        Integer.parseInt(span.split(",", -1)[1])));
        assertThat(KeptCheck.of(source, kept, target).broken()).isEqualTo(broken);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "I met Zweigelbaum there.~Dort traf ich Zweigelbaum.~0",
                "I met Zweigelbaum there.~Dort traf ich Zweiggelbaum.~1",
                "It is Zweigelbaum's car.~Es ist Zweigelbaums Wagen.~0",
                "Zweigelbaum left.~Er ging.~0",
                "We met in Germany.~Wir trafen uns in Deutschland.~0",
                "My iPhone and NASA~Mein iPhone und die NASA~0",
                "My iPhone and NASA~Mein Telefon und die Raumfahrt~2",
                "ALL IS LOUD~ALLES IST LAUT~0"
            })
    void when_aNameIsMissing_then_itIsCounted(String en, String de, int expected) {
        assertThat(Names.missing(en, "en", de, word -> word.length() / 3)).isEqualTo(expected);
    }

    @Test
    void when_sourceIsGerman_then_nounsAreNoNames() {
        assertThat(Names.in("Der Waldspaziergang der UNESCO", "de", word -> 9))
                .containsExactly("UNESCO");
    }

    @Test
    void when_fourWordsComeAgain_then_theyAreCountedAgainstTheSource() {
        assertThat(Repetition.excess("a b", "in den Staaten von den Staaten von den Staaten"))
                .isEqualTo(1);
        assertThat(Repetition.excess("a b", "in in in in in")).isEqualTo(1);
        assertThat(Repetition.excess("a b", "x y Z w, X Y z w! x y z w.")).isEqualTo(2);
        assertThat(Repetition.excess("a b c d a b c d", "x y z w x y z w")).isZero();
        assertThat(Repetition.excess("", "")).isZero();
    }

    @Test
    void when_logsAreSummedUp_then_worstFifthIsOfTheLowest() {
        float[] logs = {-1, -9, -2, -3, -4, -5};
        assertThat(Confidence.mean(logs)).isCloseTo(-4, within(1e-6));
        assertThat(Confidence.worstFifth(logs)).isCloseTo(-7, within(1e-6));
        assertThat(logs[0]).isEqualTo(-1);
        assertThat(Confidence.worstFifth(new float[] {-2})).isCloseTo(-2, within(1e-6));
        assertThat(Confidence.mean(new float[0])).isZero();
        assertThat(Confidence.worstFifth(new float[0])).isZero();
    }

    @Test
    void when_lengthsAreCompared_then_lettersCount() {
        assertThat(LengthRatio.of("ab, c!", "abc def")).isEqualTo(2);
        assertThat(LengthRatio.of("...", "abc")).isEqualTo(1);
    }

    @Test
    void when_wordsGetMoreThanTheirShare_then_theyCountOnce() {
        assertThat(SourceCoverage.of(new double[] {3, 0.5, 0, 0.5})).isEqualTo(0.5);
        assertThat(SourceCoverage.of(new double[0])).isEqualTo(1);
    }

    @Test
    void when_aWordHasSeveralTokens_then_itsLogProbabilityIsTheirSum() {
        List<Span> words = List.of(new Span(0, 3), new Span(4, 9));
        List<TokenSpan> tokens =
                List.of(
                        token(0, 3, false),
                        token(3, 6, false),
                        token(6, 9, false),
                        token(9, 10, false),
                        token(10, 10, true));
        float[] logs = {-1.5f, -1, -1, -9, -9};
        String text = "one sixes.";
        assertThat(Confidence.leastWord(TokenShares.of(text, tokens, words), logs)).isEqualTo(-2);
        assertThat(Confidence.leastWord(TokenShares.of(text, tokens, List.of()), logs)).isZero();
        assertThat(Confidence.leastWord(TokenShares.of(text, List.of(), words), new float[0]))
                .isZero();
    }

    private static TokenSpan token(int start, int end, boolean special) {
        return new TokenSpan(1, start, end, special);
    }

    @Test
    void when_signalsAreComputed_then_eachMetricOfATranslationHasAValue() {
        Signals signals =
                Signals.of(
                        new TranslatedSentence(
                                "Anna has 3 dogs.",
                                "en",
                                "Sie hat 4 Hunde.",
                                "de",
                                new KeptCheck(false, "Anna has 3 dogs.", "Sie hat 4 Hunde."),
                                new float[] {-1, -2},
                                -2,
                                new double[] {1, 0},
                                .25,
                                word -> 1));
        assertThat(signals.values().keySet())
                .containsExactlyElementsOf(Metric.of(ResultKind.TRANSLATION));
        assertThat(signals.of(Metric.LOG_PROBABILITY)).isEqualTo(-1.5);
        assertThat(signals.of(Metric.NUMBERS_DIFFER)).isEqualTo(2);
        assertThat(signals.of(Metric.SOURCE_COVERAGE)).isEqualTo(.5);
        assertThat(signals.of(Metric.UNREAD_SHARE)).isEqualTo(.25);
    }

    @ParameterizedTest
    @MethodSource("thresholds")
    void when_aValueIsAtItsThreshold_then_onlyWhatIsBeyondRaisesTheFlag(
            Metric metric, Threshold threshold) {
        double limit = threshold.standard();
        double step = threshold.side() == Threshold.Side.FROM ? 1 : .001;
        double beyond = threshold.side() == Threshold.Side.BELOW ? limit - step : limit + step;
        boolean atLimit = threshold.side() == Threshold.Side.FROM;
        assertThat(Thresholds.DEFAULT.flags(metric, beyond)).containsExactly(threshold.flag());
        assertThat(Thresholds.DEFAULT.flags(metric, limit).contains(threshold.flag()))
                .isEqualTo(atLimit);
        assertThat(Thresholds.DEFAULT.flags(metric, limit - step * (atLimit ? 1 : 0)))
                .doesNotContain(threshold.flag());
        var off = new Thresholds(Map.of(threshold.key(), Threshold.OFF), 1, 20);
        assertThat(off.flags(metric, beyond)).isEmpty();
    }

    static Stream<Arguments> thresholds() {
        return Arrays.stream(Metric.values())
                .flatMap(
                        metric ->
                                metric.thresholds().stream()
                                        .map(each -> Arguments.of(metric, each)));
    }

    @Test
    void when_allSignalsAreBad_then_flagsComeInTheOrderOfTheMetrics() {
        var values = new EnumMap<Metric, Double>(Metric.class);
        Metric.of(ResultKind.TRANSLATION)
                .forEach(metric -> values.put(metric, metric.better() == Better.HIGH ? -9. : 9.));
        assertThat(new Signals(values, 40, 19).flags(Thresholds.DEFAULT))
                .startsWith(Flag.LOW_PROBABILITY, Flag.UNCERTAIN_WORDS, Flag.DOUBTFUL_WORD)
                .containsExactlyElementsOf(
                        Metric.of(ResultKind.TRANSLATION).stream()
                                .flatMap(metric -> metric.thresholds().stream())
                                .map(Threshold::flag)
                                .distinct()
                                .toList());
    }

    @Test
    void when_aSentenceIsShort_then_onlyAnEmptyTranslationIsOfOddLength() {
        assertThat(lengths(4, 40, Thresholds.DEFAULT)).isEmpty();
        assertThat(lengths(4, 0, Thresholds.DEFAULT)).containsExactly(Flag.LENGTH_RATIO);
        assertThat(lengths(0, 0, Thresholds.DEFAULT)).isEmpty();
        assertThat(lengths(40, 20, Thresholds.DEFAULT)).isEmpty();
        assertThat(lengths(40, 19, Thresholds.DEFAULT)).containsExactly(Flag.LENGTH_RATIO);
        var off = new Thresholds(Map.of("shortest", Threshold.OFF), 1, 20);
        assertThat(lengths(4, 0, off)).isEmpty();
        assertThat(lengths(40, 0, off)).isEmpty();
        assertThat(lengths(40, 81, off)).containsExactly(Flag.LENGTH_RATIO);
    }

    @Test
    void when_aSentenceIsShort_then_itsCoverageSaysNothing() {
        Map<Metric, Double> values = Map.of(Metric.SOURCE_COVERAGE, .1);
        assertThat(new Signals(values, 19, 19).flags(Thresholds.DEFAULT)).isEmpty();
        assertThat(new Signals(values, 20, 20).flags(Thresholds.DEFAULT))
                .containsExactly(Flag.LOW_SOURCE_COVERAGE);
    }

    @Test
    void when_theModelUsuallyWritesMore_then_lengthCountsAgainstThat() {
        Thresholds three = Thresholds.DEFAULT.withUsualRatio(3.0);
        assertThat(lengths(40, 130, Thresholds.DEFAULT)).containsExactly(Flag.LENGTH_RATIO);
        assertThat(lengths(40, 130, three)).isEmpty();
        assertThat(lengths(40, 50, three)).containsExactly(Flag.LENGTH_RATIO);
    }

    private static List<Flag> lengths(int source, int target, Thresholds thresholds) {
        return new Signals(Map.of(Metric.LENGTH_RATIO, 1.0), source, target).flags(thresholds);
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }

    @Property(tries = 500)
    void when_aTextIsItsOwnTranslation_then_nothingIsFlagged(@ForAll("hostile") String text) {
        assertThat(Numbers.mismatches(text, "en", text, "en")).isZero();
        assertThat(Names.missing(text, "en", text, word -> 9)).isZero();
        assertThat(Repetition.excess(text, text)).isZero();
        assertThat(LengthRatio.of(text, text)).isEqualTo(1);
    }
}
