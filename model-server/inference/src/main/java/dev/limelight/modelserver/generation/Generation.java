package dev.limelight.modelserver.generation;

import dev.limelight.modelserver.generation.Search.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Generates for a batch of sources: rows of all searches step together, and those of a search that
 * is over leave the batch at once. Not thread-safe.
 */
public final class Generation {

    private final DecoderSteps decoder;
    private final List<Search> searches;
    private final boolean[] dropped;

    /** The first row of each search in the step before. */
    private int[] before;

    /**
     * One text to generate for.
     *
     * @param ids token ids, end-of-sentence included, padding not
     * @param config how to generate
     * @param forced the tokens that are read in place of generating some, likewise; null to
     *     generate
     */
    public record Source(int[] ids, GenerationConfig config, int @Nullable [] forced) {

        /** A text to generate for. */
        public Source(int[] ids, GenerationConfig config) {
            this(ids, config, null);
        }

        /** Whether its target is given. */
        public boolean isForced() {
            return forced != null;
        }
    }

    /**
     * Stands before the first step.
     *
     * @param decoder one that has read {@code sources} and made no step yet
     */
    public Generation(DecoderSteps decoder, List<Source> sources) {
        this.decoder = decoder;
        this.searches = sources.stream().map(Generation::search).toList();
        this.dropped = new boolean[sources.size()];
        this.before = IntStream.range(0, sources.size()).toArray();
    }

    /** Whether any source wants another step. */
    public boolean isRunning() {
        return IntStream.range(0, dropped.length).anyMatch(i -> !isOver(i));
    }

    /** Whether a source has its results, or was dropped. */
    public boolean isOver(int source) {
        return rows(source).isEmpty();
    }

    /** Sequences that the next step will lengthen. */
    public int rows() {
        return IntStream.range(0, dropped.length).map(i -> rows(i).size()).sum();
    }

    /** The sequences of a source that is over, best first. */
    public List<Generated> results(int source) {
        return searches.get(source).results();
    }

    /** Takes a source out before the next step; there must have been one. */
    public void drop(int source) {
        dropped[source] = true;
    }

    /** One more token for all that run. */
    public void step() {
        int[] first = new int[searches.size()];
        var rows = new ArrayList<Integer>();
        var tokens = new ArrayList<Integer>();
        for (int i = 0; i < first.length; i++) {
            first[i] = rows.size();
            for (Running running : rows(i)) {
                rows.add(before[i] + running.parent());
                tokens.add(running.sequence().token());
            }
        }
        hand(decoder.next(ints(rows), ints(tokens)), first);
        before = first;
    }

    private void hand(List<? extends DecoderSteps.Row> said, int[] first) {
        for (int i = 0; i < first.length; i++) {
            int rows = rows(i).size();
            if (rows > 0) {
                searches.get(i).advance(said.subList(first[i], first[i] + rows));
            }
        }
    }

    private List<Running> rows(int source) {
        return dropped[source] ? List.of() : searches.get(source).rows();
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** A search as the source's configuration wants it, greedy or with beams, or a forced one. */
    private static Search search(Source source) {
        if (source.forced() != null) {
            return new ForcedSearch(source.config().decoderStartTokenId(), source.forced());
        }
        return source.config().numBeams() == 1
                ? new GreedySearch(source.config(), source.ids())
                : new BeamSearch(source.config(), source.ids());
    }
}
