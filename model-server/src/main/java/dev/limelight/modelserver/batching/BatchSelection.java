package dev.limelight.modelserver.batching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Picks a batch among waiting requests: always the oldest, so that nothing starves, then those
 * nearest to it in length, as long as budget and fill allow.
 */
final class BatchSelection {

    private final BatchPolicy policy;
    private final List<Pending> sorted;
    private int from;
    private int to;
    private long tokens;

    private BatchSelection(BatchPolicy policy, List<Pending> window) {
        this.policy = policy;
        this.sorted = new ArrayList<>(window);
        sorted.sort(Comparator.comparingInt(Pending::length));
        from = sorted.indexOf(window.get(0));
        to = from + 1;
        tokens = window.get(0).length();
    }

    /** Selects from {@code window}, oldest first and not empty, a batch, shortest first. */
    static List<Pending> select(BatchPolicy policy, List<Pending> window) {
        BatchSelection selection = new BatchSelection(policy, window);
        while (selection.grow()) {}
        return List.copyOf(selection.sorted.subList(selection.from, selection.to));
    }

    /** Takes the nearer of the two neighbours, or the other one if that does not fit. */
    private boolean grow() {
        boolean shorterFirst = gapBelow() <= gapAbove();
        return shorterFirst ? takeShorter() || takeLonger() : takeLonger() || takeShorter();
    }

    private boolean takeShorter() {
        if (from == 0 || !fits(sorted.get(from - 1).length(), longest())) {
            return false;
        }
        from--;
        tokens += sorted.get(from).length();
        return true;
    }

    private boolean takeLonger() {
        if (to == sorted.size() || !fits(sorted.get(to).length(), sorted.get(to).length())) {
            return false;
        }
        tokens += sorted.get(to).length();
        to++;
        return true;
    }

    private boolean fits(int length, int longest) {
        long positions = (long) longest * (to - from + 1);
        return positions <= policy.tokenBudget()
                && tokens + length >= policy.leastFill() * positions;
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
