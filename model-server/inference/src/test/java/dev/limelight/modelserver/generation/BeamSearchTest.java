package dev.limelight.modelserver.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Against a search through all sequences, with a decoder that is a table of random scores. */
class BeamSearchTest {

    private static final int VOCABULARY = 4;

    /** With more beams than there are sequences, beam search has to find the best of them. */
    @Property(tries = 60)
    void when_thereAreEnoughBeams_then_theBestOfAllSequencesIsFound(@ForAll long seed) {
        var decoder = new TableDecoder(seed);
        var config = Configs.beams(300, 0, EarlyStopping.NEVER);
        Generated best = run(decoder, config, 1).get(0).get(0);
        Generated exact = decoder.best(config);
        assertThat(best.tokens()).isEqualTo(exact.tokens());
        assertThat(best.score()).isCloseTo(exact.score(), within(1e-4f));
    }

    @Property(tries = 200)
    void always_resultsAreSortedAndDistinctAndEndWhereTheyMust(
            @ForAll long seed, @ForAll EarlyStopping early) {
        var config = Configs.beams(3, 1, early);
        List<Generated> results = run(new TableDecoder(seed), config, 1).get(0);
        assertThat(results).hasSize(3).isSortedAccordingTo(Comparator.comparing(r -> -r.score()));
        assertThat(results.stream().map(r -> Arrays.toString(r.tokens()))).doesNotHaveDuplicates();
        for (Generated result : results) {
            int[] tokens = result.tokens();
            int end = tokens[tokens.length - 1];
            assertThat(end == 1 || tokens.length == config.maxNewTokens()).isTrue();
            assertThat(IntStream.of(tokens).limit(tokens.length - 1)).doesNotContain(1);
        }
    }

    @Property(tries = 200)
    void always_theScoreIsTheSumOfTheLogProbabilitiesOverTheLengthToThePenalty(@ForAll long seed) {
        for (Generated result :
                run(new TableDecoder(seed), Configs.beams(3, 2, EarlyStopping.FALSE), 1).get(0)) {
            double expected = result.meanLogProbability() / result.tokens().length;
            assertThat((double) result.score()).isCloseTo(expected, within(1e-5));
        }
    }

    @Property(tries = 100)
    void when_thereIsOneBeam_then_theSearchIsGreedy(@ForAll long seed) {
        int[] greedy = run(new TableDecoder(seed), Configs.greedy(), 1).get(0).get(0).tokens();
        var decoder = new TableDecoder(seed);
        int[] chosen = decoder.greedy(Configs.greedy());
        assertThat(greedy).isEqualTo(chosen);
    }

    @Property(tries = 100)
    void always_sourcesOfABatchDoNotSeeEachOther(@ForAll long seed) {
        var config = Configs.beams(3, 1, EarlyStopping.FALSE);
        List<List<Generated>> together = run(new TableDecoder(seed), config, 3);
        for (List<Generated> each : together) {
            List<Generated> alone = run(new TableDecoder(seed), config, 1).get(0);
            assertThat(tokens(each)).isEqualTo(tokens(alone));
        }
    }

    private static List<List<Integer>> tokens(List<Generated> results) {
        return results.stream()
                .map(result -> IntStream.of(result.tokens()).boxed().toList())
                .toList();
    }

    private static List<List<Generated>> run(
            TableDecoder decoder, GenerationConfig config, int sources) {
        var source = new Generation.Source(new int[] {3, 1}, config);
        var generation = new Generation(decoder, Collections.nCopies(sources, source));
        while (generation.isRunning()) {
            generation.step();
        }
        return IntStream.range(0, sources).mapToObj(generation::results).toList();
    }

    /** Scores that depend on all tokens before, and rows that remember theirs. */
    private static final class TableDecoder implements DecoderSteps {

        private final long seed;
        private List<List<Integer>> rows = new ArrayList<>();

        TableDecoder(long seed) {
            this.seed = seed;
        }

        @Override
        public List<TableRow> next(int[] parents, int[] tokens) {
            var next = new ArrayList<List<Integer>>();
            for (int row = 0; row < parents.length; row++) {
                List<Integer> before = rows.isEmpty() ? List.of() : rows.get(parents[row]);
                next.add(with(before, tokens[row]));
            }
            rows = next;
            return rows.stream().map(row -> new TableRow(logits(row))).toList();
        }

        Generated best(GenerationConfig config) {
            return best(Sequence.start(config.decoderStartTokenId()), 0, config);
        }

        private Generated best(Sequence sequence, float score, GenerationConfig config) {
            boolean ends = sequence.token() == 1 || sequence.length() == config.maxLength();
            if (ends) {
                return sequence.generated(score);
            }
            float[] logs =
                    TableRow.logSoftmax(logits(IntStream.of(sequence.tokens()).boxed().toList()));
            return IntStream.range(0, VOCABULARY)
                    .mapToObj(
                            token ->
                                    best(
                                            sequence.with(token, logs[token], List.of()),
                                            score + logs[token],
                                            config))
                    .max(Comparator.comparing(Generated::score))
                    .orElseThrow();
        }

        int[] greedy(GenerationConfig config) {
            List<Integer> tokens = List.of(config.decoderStartTokenId());
            do {
                tokens = with(tokens, LogitsProcessors.argmax(logits(tokens)));
            } while (tokens.get(tokens.size() - 1) != 1 && tokens.size() < config.maxLength());
            return tokens.stream().skip(1).mapToInt(Integer::intValue).toArray();
        }

        private float[] logits(List<Integer> tokens) {
            var random = new Random(seed * 31 + tokens.hashCode());
            float[] logits = new float[VOCABULARY];
            for (int i = 0; i < VOCABULARY; i++) {
                logits[i] = 4 * random.nextFloat();
            }
            return logits;
        }

        private record TableRow(float[] scores) implements Row {

            @Override
            public int vocabulary() {
                return scores.length;
            }

            @Override
            public int likeliest() {
                return LogitsProcessors.argmax(scores);
            }

            @Override
            public void logits(float[] into) {
                System.arraycopy(scores, 0, into, 0, scores.length);
            }

            @Override
            public void logProbabilities(float[] into) {
                System.arraycopy(logSoftmax(scores), 0, into, 0, scores.length);
            }

            @Override
            public float logProbability(int token) {
                return logSoftmax(scores)[token];
            }

            @Override
            public List<float[]> attention() {
                return List.of();
            }

            static float[] logSoftmax(float[] logits) {
                double sum = 0;
                for (float logit : logits) {
                    sum += Math.exp(logit);
                }
                float[] logs = new float[logits.length];
                for (int i = 0; i < logs.length; i++) {
                    logs[i] = (float) (logits[i] - Math.log(sum));
                }
                return logs;
            }
        }

        private static List<Integer> with(List<Integer> tokens, int next) {
            var longer = new ArrayList<>(tokens);
            longer.add(next);
            return longer;
        }
    }
}
