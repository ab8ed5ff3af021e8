package dev.limelight.pipeline.cli.score;

import dev.limelight.connectors.codec.Quoted;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.pipeline.cli.score.LinePairs.LinePair;
import dev.limelight.pipeline.inference.ModelAnswers;
import dev.limelight.pipeline.score.ScoredPair;
import dev.limelight.pipeline.score.Scorer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Scores pairs of lines, many at once, and gives them in their order. At most {@value #IN_FLIGHT}
 * are held, however long the files are. Not thread-safe.
 */
final class PairScorer {

    private static final int IN_FLIGHT = 512;

    private final Scorer scorer;
    private final Use use;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long pairs;
    private long failures;

    /** A pair and its answer to come; none for lines that are no pair. */
    private record Pending(LinePair lines, @Nullable CompletableFuture<ScoredPair> answer) {}

    /** What is done with answers, in the order of the lines. */
    interface Use {

        /** Takes a pair. */
        void scored(ScoredPair pair);

        /**
         * Takes a pair that has no score.
         *
         * @param why with the number of its lines
         */
        void failed(String why);
    }

    /**
     * How it went.
     *
     * @param pairs read
     * @param failures among them
     */
    record Outcome(long pairs, long failures) {}

    PairScorer(Scorer scorer, Use use) {
        this.scorer = scorer;
        this.use = use;
    }

    /**
     * Runs until the lines end and all are answered; to be called once.
     *
     * @throws ModelException {@code INVALID} for languages that the model does not have, which is
     *     so for all pairs
     * @throws dev.limelight.pipeline.cli.option.UsageException where one file is shorter, once all
     *     pairs before are answered
     */
    Outcome run(LinePairs lines) throws IOException {
        try {
            for (LinePair next = lines.next(); next != null; next = lines.next()) {
                pending.add(new Pending(next, submit(next)));
                finish(IN_FLIGHT);
            }
        } finally {
            finish(0);
        }
        return new Outcome(pairs, failures);
    }

    private @Nullable CompletableFuture<ScoredPair> submit(LinePair lines) {
        return lines.problem() == null
                ? scorer.score(lines.source(), lines.target(), Duration.ZERO)
                : null;
    }

    private void finish(int left) {
        while (pending.size() > left) {
            Pending first = pending.remove();
            pairs++;
            String failure = give(first);
            if (failure != null) {
                failures++;
                use.failed("line %d: %s".formatted(first.lines().number(), Quoted.escape(failure)));
            }
        }
    }

    /** What is wrong with a pair; null where it was scored. */
    private @Nullable String give(Pending first) {
        if (first.answer() == null) {
            return first.lines().problem();
        }
        try {
            use.scored(ModelAnswers.await(first.answer()));
            return null;
        } catch (ModelException e) {
            if (e.category() == Category.INVALID) {
                pending.clear();
                throw e;
            }
            return String.valueOf(e.getMessage());
        }
    }
}
