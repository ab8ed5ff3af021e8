package dev.limelight.pipeline.chunk;

import dev.limelight.modelserver.api.TokenSpan;
import java.util.Arrays;
import java.util.List;

/**
 * Where the tokens of a text begin. Tells how many tokens a part of it has about: exactly as many
 * only when no token changes by the cut. Immutable.
 */
final class TokenIndex {

    private final int[] starts;

    TokenIndex(List<TokenSpan> tokens) {
        starts = tokens.stream().mapToInt(TokenSpan::start).sorted().toArray();
    }

    /** The number of tokens that begin in {@code [start, end)}. */
    int count(int start, int end) {
        return before(end) - before(start);
    }

    /** The last end for which {@link #count} from {@code start} is at most {@code tokens}. */
    int reach(int start, int tokens, int textEnd) {
        long next = (long) before(start) + tokens;
        return next < starts.length ? starts[(int) next] : textEnd;
    }

    /** Whether a token begins at {@code at}. */
    boolean begins(int at) {
        return Arrays.binarySearch(starts, at) >= 0;
    }

    private int before(int at) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
