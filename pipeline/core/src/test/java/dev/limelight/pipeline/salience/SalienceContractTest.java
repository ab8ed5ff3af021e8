package dev.limelight.pipeline.salience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.modelserver.api.encode.EncoderProfile.Pooling;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.attribution.ChunkAttention;
import dev.limelight.pipeline.attribution.SentenceAttention;
import dev.limelight.pipeline.chunk.SentencePart;
import dev.limelight.pipeline.fixture.DrawnFeatures;
import dev.limelight.pipeline.fixture.DrawnFeatures.Temper;
import dev.limelight.pipeline.fixture.Growth;
import dev.limelight.pipeline.inference.ChunkResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** What holds for every salience method, on any signals. */
@Tag("slow")
@net.jqwik.api.Tag("slow")
class SalienceContractTest {

    private static final SalienceMethods METHODS = SalienceMethods.of(DrawnFeatures.ENCODER);
    private static final double SUM = 1e-6;

    @Provide
    Arbitrary<SalienceMethod> anyMethod() {
        return Arbitraries.of(METHODS.all());
    }

    @Provide
    Arbitrary<SalienceMethod> reading() {
        return Arbitraries.of(METHODS.all().stream().filter(SalienceMethod::isAttention).toList());
    }

    @Provide
    Arbitrary<Assembled> documents() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.of(Temper.class),
                        Arbitraries.longs().between(0, 1_000_000))
                .as((n, chunks, temper, seed) -> drawn(n, Math.min(n, chunks), temper, seed));
    }

    @Property(tries = 2000)
    void always_scoresAreOneShareForEachSentence(
            @ForAll("anyMethod") SalienceMethod method, @ForAll("documents") Assembled document) {
        double[] scores = SalienceScorer.score(method, document).scores();
        assertThat(scores).hasSize(document.document().sentences().size());
        assertShares(scores);
    }

    @Property(tries = 500)
    void always_wordsShareTheScoreOfTheirSentence(
            @ForAll("anyMethod") SalienceMethod method, @ForAll("documents") Assembled document) {
        Salience salience = SalienceScorer.score(method, document);
        double[] sums = new double[salience.scores().length];
        salience.words().forEach(word -> sums[word.start() / 10] += word.score());
        assertThat(sums).containsExactly(salience.scores(), within(1e-12));
        assertShares(salience.words().stream().mapToDouble(ScoredWord::score).toArray());
        assertThat(salience.words()).isSortedAccordingTo((a, b) -> a.start() - b.start());
    }

    @Property(tries = 500)
    void always_sameFeaturesGiveTheSameScores(
            @ForAll("anyMethod") SalienceMethod method, @ForAll("documents") Assembled document) {
        assertThat(raw(method, document)).isEqualTo(raw(method, document));
    }

    @Property(tries = 500)
    void always_aMethodAsksForEveryMapThatItUses(
            @ForAll("anyMethod") SalienceMethod method, @ForAll("documents") Assembled document) {
        Assembled lean = mapped(document, reading -> onlyAskedFor(reading, method));
        assertThat(raw(method, lean)).isEqualTo(raw(method, document));
    }

    @Property(tries = 500)
    void always_consistentRelabellingOnlyRelabelsTheScores(
            @ForAll("reading") SalienceMethod method,
            @ForAll("documents") Assembled document,
            @ForAll Random random) {
        int[] labels = permutation(document.document().sentences().size(), random);
        double[] relabelled = raw(method, mapped(document, reading -> relabelled(reading, labels)));
        double[] back = Arrays.stream(labels).mapToDouble(label -> relabelled[label]).toArray();
        assertClose(back, raw(method, document));
    }

    @Property(tries = 500)
    void always_theOrderInsideAChunkSaysNothing(
            @ForAll("reading") SalienceMethod method,
            @ForAll("documents") Assembled document,
            @ForAll Random random) {
        assertClose(
                raw(method, mapped(document, reading -> shuffled(reading, random))),
                raw(method, document));
    }

    @Property(tries = 500)
    void always_theOrderOfChunksSaysNothing(
            @ForAll("reading") SalienceMethod method, @ForAll("documents") Assembled document) {
        var reversed = new ArrayList<>(document.results());
        Collections.reverse(reversed);
        assertClose(
                raw(method, new Assembled(document.document(), reversed)), raw(method, document));
    }

    @Property
    void when_thereIsOneSentence_then_itGetsAllSalience(
            @ForAll("anyMethod") SalienceMethod method, @ForAll Temper temper) {
        Assembled alone = drawn(1, 1, temper, 3);
        assertThat(SalienceScorer.score(method, alone).scores()).containsExactly(1);
    }

    @Example
    void when_nothingWasSeen_then_salienceIsEven() {
        for (String method : List.of("cls-attention", "rollout")) {
            assertThat(score(method, drawn(20, 3, Temper.DARK, 3)))
                    .containsOnly(new double[] {0.05}, within(1e-12));
        }
    }

    @Property
    void when_thereAreAThousandSentences_then_scoresAreSharesToo(
            @ForAll("anyMethod") SalienceMethod method) {
        assertShares(SalienceScorer.score(method, drawn(1000, 40, Temper.USUAL, 3)).scores());
    }

    /** Each compared with each would be 450 million pairs; both are larger than a core's cache. */
    @Example
    void when_thereAreThirtyThousandSentences_then_timeIsLinear() {
        Growth.assertLinear(
                "all methods",
                drawn(3_000, 150, Temper.USUAL, 3),
                drawn(30_000, 1_500, Temper.USUAL, 3),
                document -> METHODS.all().forEach(m -> SalienceScorer.score(m, document)));
    }

    @Example
    void when_theMethodIsLead_then_sentencesRankAsTheyStand() {
        double[] scores = score("lead", drawn(1000, 7, Temper.USUAL, 3));
        assertThat(IntStream.range(1, scores.length).boxed())
                .allMatch(i -> scores[i] < scores[i - 1]);
    }

    @Example
    void when_theMethodIsRandom_then_documentsDiffer() {
        double[] one = score("random", drawn(20, 1, Temper.USUAL, 1));
        assertThat(score("random", drawn(20, 1, Temper.STARS, 1))).isEqualTo(one);
        assertThat(score("random", drawn(20, 1, Temper.USUAL, 2))).isNotEqualTo(one);
    }

    @Example
    void when_documentsAreNumbered_then_randomFavoursNoPlace() {
        int[] wins = new int[5];
        for (int id = 0; id < 2000; id++) {
            wins[brightest(score("random", drawn(wins.length, 1, Temper.DARK, id)))]++;
        }
        assertThat(Arrays.stream(wins).boxed())
                .as("wins of 2000")
                .allMatch(w -> w > 320 && w < 480);
    }

    @Property
    void always_aMethodIsFoundByItsName(@ForAll("anyMethod") SalienceMethod method) {
        assertThat(METHODS.named(method.name())).isSameAs(method);
        assertThat(method.about()).isNotBlank();
    }

    @Example
    void when_methodsAreListed_then_theDefaultComesFirstAndBaselinesLast() {
        assertThat(METHODS.all())
                .extracting(SalienceMethod::name)
                .doesNotHaveDuplicates()
                .startsWith(SalienceMethods.DEFAULT)
                .endsWith("lead", "random");
    }

    /** A method that named a layer or head itself would ask a smaller encoder for what it lacks. */
    @Property
    void always_methodsAskOnlyForWhatTheEncoderHas(
            @ForAll @IntRange(min = 1, max = 48) int layers,
            @ForAll @IntRange(min = 1, max = 64) int heads,
            @ForAll Random random) {
        var salience = AttentionTap.head(random.nextInt(layers), random.nextInt(heads));
        var encoder = new EncoderProfile(layers, heads, List.of(salience), Pooling.MEAN);
        assertThat(SalienceMethods.of(encoder).taps())
                .contains(salience)
                .allMatch(tap -> tap.layer() < layers && tap.head() < heads);
    }

    /** Two heads that saw the same say no more than one of them. */
    @Property(tries = 200)
    void when_aHeadCountsTwice_then_nothingChanges(@ForAll("documents") Assembled document) {
        List<AttentionTap> one = DrawnFeatures.ENCODER.salienceHeads();
        List<AttentionTap> twice = List.of(one.get(0), one.get(0));
        var doubled = new EncoderProfile(6, 12, twice, Pooling.MEAN);
        assertClose(
                raw(SalienceMethods.of(doubled).named("spotlight"), document),
                raw(METHODS.named("spotlight"), document));
    }

    @Example
    void when_methodIsUnknown_then_theErrorSaysWhatThereIs() {
        assertThatThrownBy(() -> METHODS.named("Spotlight"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("salience method 'Spotlight', expected one of spotlight, ")
                .hasMessageContainingAll(
                        METHODS.all().stream().map(SalienceMethod::name).toArray(String[]::new));
    }

    private static Assembled drawn(int sentences, int chunks, Temper temper, long seed) {
        return DrawnFeatures.of(sentences, chunks, temper, seed);
    }

    private static double[] raw(SalienceMethod method, Assembled document) {
        return method.scorer().score(new SentenceFeatures(document));
    }

    private static double[] score(String method, Assembled document) {
        return SalienceScorer.score(METHODS.named(method), document).scores();
    }

    private static int brightest(double[] scores) {
        return IntStream.range(0, scores.length)
                .reduce((a, b) -> scores[a] >= scores[b] ? a : b)
                .orElseThrow();
    }

    private static void assertShares(double[] scores) {
        assertThat(Arrays.stream(scores).boxed()).allMatch(s -> s >= 0 && Double.isFinite(s));
        assertThat(Arrays.stream(scores).sum()).isCloseTo(1, within(SUM));
    }

    private static void assertClose(double[] actual, double[] expected) {
        assertThat(actual).containsExactly(expected, within(1e-7));
    }

    private static int[] permutation(int n, Random random) {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(numbers, random);
        return numbers.stream().mapToInt(i -> i).toArray();
    }

    private static Assembled mapped(Assembled document, UnaryOperator<ChunkResult> change) {
        return new Assembled(document.document(), document.results().stream().map(change).toList());
    }

    private static ChunkResult relabelled(ChunkResult reading, int[] labels) {
        List<SentencePart> parts =
                reading.parts().stream()
                        .map(p -> new SentencePart(labels[p.sentence()], p.start(), p.end()))
                        .toList();
        return with(reading, parts, attention(reading));
    }

    private static ChunkResult onlyAskedFor(ChunkResult reading, SalienceMethod method) {
        ChunkAttention all = attention(reading);
        List<SentenceAttention> maps =
                all.maps().stream().filter(map -> method.taps().contains(map.tap())).toList();
        SentenceAttention rollout = method.rollout() ? all.rollout() : null;
        return with(reading, reading.parts(), with(all, maps, rollout));
    }

    /** The parts of a chunk and all that is said of them, in another order. */
    private static ChunkResult shuffled(ChunkResult reading, Random random) {
        ChunkAttention attention = attention(reading);
        int[] order = permutation(reading.parts().size(), random);
        List<SentencePart> parts = Arrays.stream(order).mapToObj(reading.parts()::get).toList();
        List<SentenceAttention> maps =
                attention.maps().stream().map(map -> shuffled(map, order)).toList();
        SentenceAttention rollout = Objects.requireNonNull(attention.rollout());
        ChunkAttention shuffled =
                new ChunkAttention(
                        attention.tokens(),
                        attention.width(),
                        rows(attention.partTokens(), order, 1),
                        rows(attention.partVectors(), order, attention.width()),
                        attention.vectorSum(),
                        maps,
                        shuffled(rollout, order),
                        attention.wordStarts(),
                        attention.wordEnds(),
                        attention.wordWeights());
        return with(reading, parts, shuffled);
    }

    private static SentenceAttention shuffled(SentenceAttention map, int[] order) {
        float[] among = new float[map.among().length];
        for (int i = 0; i < among.length; i++) {
            int n = order.length;
            among[i] = map.among()[order[i / n] * n + order[i % n]];
        }
        return new SentenceAttention(map.tap(), rows(map.fromCls(), order, 1), among);
    }

    private static float[] rows(float[] values, int[] order, int width) {
        float[] rows = new float[values.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = values[order[i / width] * width + i % width];
        }
        return rows;
    }

    private static ChunkAttention with(
            ChunkAttention attention,
            List<SentenceAttention> maps,
            @Nullable SentenceAttention rollout) {
        return new ChunkAttention(
                attention.tokens(),
                attention.width(),
                attention.partTokens(),
                attention.partVectors(),
                attention.vectorSum(),
                maps,
                rollout,
                attention.wordStarts(),
                attention.wordEnds(),
                attention.wordWeights());
    }

    private static ChunkResult with(
            ChunkResult reading, List<SentencePart> parts, ChunkAttention attention) {
        return new ChunkResult(
                reading.source(),
                reading.sequence(),
                reading.of(),
                reading.characters(),
                parts,
                reading.flags(),
                attention,
                null,
                reading.model(),
                0,
                0);
    }

    private static ChunkAttention attention(ChunkResult reading) {
        return Objects.requireNonNull(reading.attention());
    }
}
