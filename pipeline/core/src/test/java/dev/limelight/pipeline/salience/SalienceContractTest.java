package dev.limelight.pipeline.salience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.chunk.SentencePart;
import dev.limelight.pipeline.fixture.DrawnSignals;
import dev.limelight.pipeline.fixture.DrawnSignals.Temper;
import dev.limelight.pipeline.fixture.Growth;
import dev.limelight.pipeline.inference.Glance;
import dev.limelight.pipeline.inference.Reading;
import dev.limelight.pipeline.inference.SentenceAttention;
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
import org.junit.jupiter.api.Tag;

/** What holds for every salience method, on any signals. */
@Tag("slow")
@net.jqwik.api.Tag("slow")
class SalienceContractTest {

    private static final double SUM = 1e-6;

    @Provide
    Arbitrary<SalienceMethod> anyMethod() {
        return Arbitraries.of(SalienceMethods.all());
    }

    @Provide
    Arbitrary<SalienceMethod> reading() {
        return Arbitraries.of(
                SalienceMethods.all().stream().filter(SalienceMethod::isAttention).toList());
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
    void scores_are_one_share_for_each_sentence(
            @ForAll("anyMethod") SalienceMethod method, @ForAll("documents") Assembled document) {
        double[] scores = SalienceScorer.score(method, document).scores();
        assertThat(scores).hasSize(document.document().sentences().size());
        assertShares(scores);
    }

    @Property(tries = 500)
    void words_share_the_light_of_their_sentence(
            @ForAll("anyMethod") SalienceMethod method, @ForAll("documents") Assembled document) {
        Salience salience = SalienceScorer.score(method, document);
        double[] sums = new double[salience.scores().length];
        salience.words().forEach(word -> sums[word.start() / 10] += word.score());
        assertThat(sums).containsExactly(salience.scores(), within(1e-12));
        assertShares(salience.words().stream().mapToDouble(ScoredWord::score).toArray());
        assertThat(salience.words()).isSortedAccordingTo((a, b) -> a.start() - b.start());
    }

    @Property(tries = 500)
    void same_signals_give_the_same_scores(
            @ForAll("anyMethod") SalienceMethod method, @ForAll("documents") Assembled document) {
        assertThat(raw(method, document)).isEqualTo(raw(method, document));
    }

    @Property(tries = 500)
    void method_asks_for_every_view_that_it_uses(
            @ForAll("anyMethod") SalienceMethod method, @ForAll("documents") Assembled document) {
        Assembled lean = mapped(document, reading -> onlyAskedFor(reading, method));
        assertThat(raw(method, lean)).isEqualTo(raw(method, document));
    }

    @Property(tries = 500)
    void consistent_relabelling_only_relabels_the_scores(
            @ForAll("reading") SalienceMethod method,
            @ForAll("documents") Assembled document,
            @ForAll Random random) {
        int[] labels = permutation(document.document().sentences().size(), random);
        double[] relabelled = raw(method, mapped(document, reading -> relabelled(reading, labels)));
        double[] back = Arrays.stream(labels).mapToDouble(label -> relabelled[label]).toArray();
        assertClose(back, raw(method, document));
    }

    @Property(tries = 500)
    void order_inside_a_chunk_says_nothing(
            @ForAll("reading") SalienceMethod method,
            @ForAll("documents") Assembled document,
            @ForAll Random random) {
        assertClose(
                raw(method, mapped(document, reading -> shuffled(reading, random))),
                raw(method, document));
    }

    @Property(tries = 500)
    void order_of_chunks_says_nothing(
            @ForAll("reading") SalienceMethod method, @ForAll("documents") Assembled document) {
        var reversed = new ArrayList<>(document.readings());
        Collections.reverse(reversed);
        assertClose(
                raw(method, new Assembled(document.document(), reversed)), raw(method, document));
    }

    @Property
    void when_there_is_one_sentence_then_it_gets_all_light(
            @ForAll("anyMethod") SalienceMethod method, @ForAll Temper temper) {
        Assembled alone = drawn(1, 1, temper, 3);
        assertThat(SalienceScorer.score(method, alone).scores()).containsExactly(1);
    }

    @Example
    void when_nothing_was_seen_then_light_is_even() {
        for (String method : List.of("cls-attention", "rollout")) {
            assertThat(score(method, drawn(20, 3, Temper.DARK, 3)))
                    .containsOnly(new double[] {0.05}, within(1e-12));
        }
    }

    @Property
    void thousand_sentences_are_shares_too(@ForAll("anyMethod") SalienceMethod method) {
        assertShares(SalienceScorer.score(method, drawn(1000, 40, Temper.USUAL, 3)).scores());
    }

    /** Each compared with each would be 450 million pairs; both are larger than a core's cache. */
    @Example
    void thirty_thousand_sentences_take_linear_time() {
        Growth.assertLinear(
                "all methods",
                drawn(3_000, 150, Temper.USUAL, 3),
                drawn(30_000, 1_500, Temper.USUAL, 3),
                document -> SalienceMethods.all().forEach(m -> SalienceScorer.score(m, document)));
    }

    @Example
    void lead_ranks_sentences_as_they_stand() {
        double[] scores = score("lead", drawn(1000, 7, Temper.USUAL, 3));
        assertThat(IntStream.range(1, scores.length).boxed())
                .allMatch(i -> scores[i] < scores[i - 1]);
    }

    @Example
    void random_differs_from_document_to_document() {
        double[] one = score("random", drawn(20, 1, Temper.USUAL, 1));
        assertThat(score("random", drawn(20, 1, Temper.STARS, 1))).isEqualTo(one);
        assertThat(score("random", drawn(20, 1, Temper.USUAL, 2))).isNotEqualTo(one);
    }

    @Example
    void random_favours_no_place_even_in_numbered_documents() {
        int[] wins = new int[5];
        for (int id = 0; id < 2000; id++) {
            wins[brightest(score("random", drawn(wins.length, 1, Temper.DARK, id)))]++;
        }
        assertThat(Arrays.stream(wins).boxed())
                .as("wins of 2000")
                .allMatch(w -> w > 320 && w < 480);
    }

    @Property
    void each_method_is_found_by_its_name(@ForAll("anyMethod") SalienceMethod method) {
        assertThat(SalienceMethods.named(method.name())).isSameAs(method);
        assertThat(method.about()).isNotBlank();
    }

    @Example
    void default_comes_first_and_baselines_come_last() {
        assertThat(SalienceMethods.all())
                .extracting(SalienceMethod::name)
                .doesNotHaveDuplicates()
                .startsWith(SalienceMethods.DEFAULT)
                .endsWith("lead", "random");
    }

    @Example
    void when_method_is_unknown_then_the_error_says_what_there_is() {
        assertThatThrownBy(() -> SalienceMethods.named("Spotlight"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("salience method 'Spotlight', expected one of spotlight, ")
                .hasMessageContainingAll(
                        SalienceMethods.all().stream()
                                .map(SalienceMethod::name)
                                .toArray(String[]::new));
    }

    private static Assembled drawn(int sentences, int chunks, Temper temper, long seed) {
        return DrawnSignals.of(sentences, chunks, temper, seed);
    }

    private static double[] raw(SalienceMethod method, Assembled document) {
        return method.scorer().score(new Signals(document));
    }

    private static double[] score(String method, Assembled document) {
        return SalienceScorer.score(SalienceMethods.named(method), document).scores();
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

    private static Assembled mapped(Assembled document, UnaryOperator<Reading> change) {
        return new Assembled(
                document.document(), document.readings().stream().map(change).toList());
    }

    private static Reading relabelled(Reading reading, int[] labels) {
        List<SentencePart> parts =
                reading.parts().stream()
                        .map(p -> new SentencePart(labels[p.sentence()], p.start(), p.end()))
                        .toList();
        return with(reading, parts, glance(reading));
    }

    private static Reading onlyAskedFor(Reading reading, SalienceMethod method) {
        var asked = new ArrayList<>(method.taps().stream().map(Object::toString).toList());
        if (method.rollout()) {
            asked.add(SentenceAttention.ROLLOUT);
        }
        List<SentenceAttention> views =
                glance(reading).views().stream().filter(v -> asked.contains(v.view())).toList();
        return with(reading, reading.parts(), with(glance(reading), views));
    }

    /** The parts of a chunk and all that is said of them, in another order. */
    private static Reading shuffled(Reading reading, Random random) {
        Glance glance = glance(reading);
        int[] order = permutation(reading.parts().size(), random);
        List<SentencePart> parts = Arrays.stream(order).mapToObj(reading.parts()::get).toList();
        List<SentenceAttention> views =
                glance.views().stream().map(view -> shuffled(view, order)).toList();
        Glance shuffled =
                new Glance(
                        glance.tokens(),
                        glance.width(),
                        Arrays.stream(order).map(i -> glance.partTokens()[i]).toArray(),
                        rows(glance.partVectors(), order, glance.width()),
                        glance.vectorSum(),
                        views,
                        glance.wordStarts(),
                        glance.wordEnds(),
                        glance.wordWeights());
        return with(reading, parts, shuffled);
    }

    private static SentenceAttention shuffled(SentenceAttention view, int[] order) {
        float[] among = new float[view.among().length];
        for (int i = 0; i < among.length; i++) {
            int n = order.length;
            among[i] = view.among()[order[i / n] * n + order[i % n]];
        }
        return new SentenceAttention(view.view(), rows(view.fromCls(), order, 1), among);
    }

    private static float[] rows(float[] values, int[] order, int width) {
        float[] rows = new float[values.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = values[order[i / width] * width + i % width];
        }
        return rows;
    }

    private static Glance with(Glance glance, List<SentenceAttention> views) {
        return new Glance(
                glance.tokens(),
                glance.width(),
                glance.partTokens(),
                glance.partVectors(),
                glance.vectorSum(),
                views,
                glance.wordStarts(),
                glance.wordEnds(),
                glance.wordWeights());
    }

    private static Reading with(Reading reading, List<SentencePart> parts, Glance glance) {
        return new Reading(
                reading.source(),
                reading.sequence(),
                reading.of(),
                reading.characters(),
                parts,
                reading.flags(),
                glance,
                null,
                reading.model(),
                0,
                0);
    }

    private static Glance glance(Reading reading) {
        return Objects.requireNonNull(reading.glance());
    }
}
