package dev.limelight.modelserver.generation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Beam search as transformers 5 does it ({@code _beam_search}), for one source; there all sources
 * of a batch step together, but none depends on another. Scores are 32-bit as there, and where two
 * are equal the earlier candidate goes first.
 */
final class BeamSearch implements Search {

    private static final float IMPOSSIBLE = -1e9f;
    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble((Candidate c) -> -c.score()).thenComparingLong(c -> c.rank);

    private final GenerationConfig config;
    private final List<LogitsProcessor> processors;
    private final int kept;
    private List<Beam> running = new ArrayList<>();
    private List<Finished> finished = new ArrayList<>();
    private boolean canImprove = true;
    private boolean done;

    private record Beam(Sequence sequence, int parent, float score) {}

    private record Finished(Sequence sequence, float score) {}

    /** A beam and a token that may come next; {@code rank} tells equals apart. */
    private record Candidate(int beam, int token, float score, long rank) {}

    BeamSearch(GenerationConfig config, int[] source) {
        this.config = config;
        this.processors = LogitsProcessors.of(config, source);
        this.kept = Math.max(2, 1 + config.eosTokenIds().size()) * config.numBeams();
        running.add(new Beam(Sequence.start(config.decoderStartTokenId()), 0, 0));
    }

    @Override
    public List<Row> rows() {
        return done
                ? List.of()
                : running.stream().map(beam -> new Row(beam.sequence(), beam.parent())).toList();
    }

    @Override
    public void advance(List<float[]> logits, List<List<float[]>> attention) {
        List<float[]> raw = logits.stream().map(Logits::logSoftmax).toList();
        List<Candidate> best = best(raw);
        var next = new ArrayList<Beam>();
        boolean allEnd = true;
        for (int rank = 0; rank < best.size(); rank++) {
            Candidate candidate = best.get(rank);
            Sequence grown = grown(candidate, raw, attention);
            boolean ends = ends(grown);
            allEnd &= ends;
            if (!ends && next.size() < config.numBeams()) {
                next.add(new Beam(grown, candidate.beam(), candidate.score()));
            } else if (ends && rank < config.numBeams() && canImprove && !isFullAndEager()) {
                finish(grown, candidate.score());
            }
        }
        running = next;
        finished = finished.subList(0, Math.min(finished.size(), config.numBeams()));
        canImprove &= !next.isEmpty() && canStillWin(next.get(0));
        done = !canImprove || isFullAndEager() || allEnd;
    }

    @Override
    public List<Generated> results() {
        return finished.stream()
                .limit(config.numReturnSequences())
                .map(result -> result.sequence().generated(result.score()))
                .toList();
    }

    private List<Candidate> best(List<float[]> raw) {
        var worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());
        for (int beam = 0; beam < running.size(); beam++) {
            float[] scores = raw.get(beam).clone();
            int[] tokens = running.get(beam).sequence().tokens();
            processors.forEach(processor -> processor.process(tokens, scores));
            for (int token = 0; token < scores.length; token++) {
                float score = scores[token] + running.get(beam).score();
                long rank = (long) beam * scores.length + token;
                boolean enters = worstFirst.size() < kept || score > worstFirst.element().score();
                if (enters && score > Float.NEGATIVE_INFINITY) {
                    worstFirst.add(new Candidate(beam, token, score, rank));
                }
                if (worstFirst.size() > kept) {
                    worstFirst.remove();
                }
            }
        }
        return worstFirst.stream().sorted(BEST_FIRST).toList();
    }

    private Sequence grown(Candidate candidate, List<float[]> raw, List<List<float[]>> attention) {
        return running.get(candidate.beam())
                .sequence()
                .with(
                        candidate.token(),
                        raw.get(candidate.beam())[candidate.token()],
                        attention.get(candidate.beam()));
    }

    private boolean ends(Sequence sequence) {
        return config.eosTokenIds().contains(sequence.token())
                || sequence.length() >= config.maxLength();
    }

    private void finish(Sequence sequence, float score) {
        float penalized = penalized(score, sequence.length() - 1);
        int at = 0;
        while (at < finished.size() && finished.get(at).score() >= penalized) {
            at++;
        }
        finished.add(at, new Finished(sequence, penalized));
    }

    private boolean isFull() {
        return finished.size() >= config.numBeams();
    }

    private boolean isFullAndEager() {
        return config.earlyStopping() == EarlyStopping.TRUE && isFull();
    }

    /** Whether the best running beam may yet beat the worst finished one. */
    private boolean canStillWin(Beam best) {
        boolean mayGrow =
                config.earlyStopping() == EarlyStopping.NEVER && config.lengthPenalty() > 0;
        int length = mayGrow ? config.maxNewTokens() : best.sequence().length() - 1;
        float hope = penalized(best.score(), length);
        float worst = isFull() ? finished.get(config.numBeams() - 1).score() : IMPOSSIBLE;
        return hope > worst;
    }

    private float penalized(float score, int length) {
        return score / (float) Math.pow(length, config.lengthPenalty());
    }
}
