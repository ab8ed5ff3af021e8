package dev.limelight.modelserver.generation;

import static java.lang.Float.NEGATIVE_INFINITY;

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
    private float[] scores = {};
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
    public List<Running> rows() {
        return done
                ? List.of()
                : running.stream().map(b -> new Running(b.sequence(), b.parent())).toList();
    }

    @Override
    public void advance(List<? extends DecoderSteps.Row> said) {
        List<Candidate> best = best(said);
        List<List<float[]>> attention = said.stream().map(DecoderSteps.Row::attention).toList();
        var next = new ArrayList<Beam>();
        boolean allEnd = true;
        for (int rank = 0; rank < best.size(); rank++) {
            Candidate candidate = best.get(rank);
            Sequence grown = grown(candidate, said, attention);
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

    private List<Candidate> best(List<? extends DecoderSteps.Row> said) {
        var worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());
        for (int beam = 0; beam < running.size(); beam++) {
            scores = scores.length == 0 ? new float[said.get(beam).vocabulary()] : scores;
            said.get(beam).logProbabilities(scores);
            int[] tokens = running.get(beam).sequence().tokens();
            processors.forEach(processor -> processor.process(tokens, scores));
            offer(beam, worstFirst);
        }
        return worstFirst.stream().sorted(BEST_FIRST).toList();
    }

    /** Nearly all tokens are worse than the worst that is kept, so that is asked first. */
    private void offer(int beam, PriorityQueue<Candidate> worstFirst) {
        float before = running.get(beam).score();
        float worst = worstFirst.size() < kept ? NEGATIVE_INFINITY : worstFirst.element().score();
        for (int token = 0; token < scores.length; token++) {
            float score = scores[token] + before;
            if (score > worst) {
                long rank = (long) beam * scores.length + token;
                worstFirst.add(new Candidate(beam, token, score, rank));
                if (worstFirst.size() > kept) {
                    worstFirst.remove();
                }
                worst = worstFirst.size() < kept ? worst : worstFirst.element().score();
            }
        }
    }

    private Sequence grown(
            Candidate candidate,
            List<? extends DecoderSteps.Row> said,
            List<List<float[]>> attention) {
        int beam = candidate.beam();
        int token = candidate.token();
        return running.get(beam)
                .sequence()
                .with(token, said.get(beam).logProbability(token), attention.get(beam));
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
