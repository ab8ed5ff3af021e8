package dev.limelight.modelserver.batching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Picks a batch among waiting requests: always the oldest, so that nothing starves, then those
 * nearest to it in length, as long as budget and fill allow.
 */
final class BatchSelection<W extends QueuedRequest<?, ?>> {

    private final BatchPolicy policy;
    private final List<W> sorted;
    private final int budget;
    private int from;
    private int to;
    private long tokens;
    private int rows;

    private BatchSelection(BatchPolicy policy, int budget, List<W> window) {
        this.policy = policy;
        this.budget = budget;
        this.sorted = new ArrayList<>(window);
        sorted.sort(Comparator.comparingInt(QueuedRequest::length));
        from = sorted.indexOf(window.get(0));
        to = from + 1;
        add(window.get(0));
    }

    /**
     * Selects from {@code window}, oldest first and not empty, a batch, shortest first.
     *
     * @param budget positions that it may take; the oldest goes whatever it takes
     */
    static <W extends QueuedRequest<?, ?>> List<W> select(
            BatchPolicy policy, int budget, List<W> window) {
        BatchSelection<W> selection = new BatchSelection<>(policy, budget, window);
        while (selection.grow()) {}
        return List.copyOf(selection.sorted.subList(selection.from, selection.to));
    }

    /** Takes the nearer of the two neighbours, or the other one if that does not fit. */
    private boolean grow() {
        boolean shorterFirst = gapBelow() <= gapAbove();
        return shorterFirst ? takeShorter() || takeLonger() : takeLonger() || takeShorter();
    }

    private boolean takeShorter() {
        if (from == 0 || !fits(sorted.get(from - 1), longest())) {
            return false;
        }
        from--;
        add(sorted.get(from));
        return true;
    }

    private boolean takeLonger() {
        if (to == sorted.size() || !fits(sorted.get(to), sorted.get(to).length())) {
            return false;
        }
        add(sorted.get(to));
        to++;
        return true;
    }

    private void add(W waiting) {
        tokens += (long) waiting.length() * waiting.rows();
        rows += waiting.rows();
    }

    private boolean fits(W waiting, int longest) {
        long positions = (long) longest * (rows + waiting.rows());
        long filled = tokens + (long) waiting.length() * waiting.rows();
        return positions <= budget && filled >= policy.leastFill() * positions;
    }

    private int gapBelow() {
        return from == 0
                ? Integer.MAX_VALUE
                : sorted.get(from).length() - sorted.get(from - 1).length();
    }

    private int gapAbove() {
        return to == sorted.size() ? Integer.MAX_VALUE : sorted.get(to).length() - longest();
    }

    private int longest() {
        return sorted.get(to - 1).length();
    }
}
