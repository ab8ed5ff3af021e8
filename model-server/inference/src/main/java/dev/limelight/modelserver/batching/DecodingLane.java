package dev.limelight.modelserver.batching;

import java.util.ArrayDeque;
import java.util.Deque;

/** The decoding batches of one lane, which take turns, a step each. For one thread. */
final class DecodingLane {

    /** More would make each newcomer's steps slower than the wait that they save. */
    private static final int MOST_DECODINGS = 3;

    private final Deque<DecodingBatch> decodings = new ArrayDeque<>();

    boolean isEmpty() {
        return decodings.isEmpty();
    }

    /** Whether another decoding batch may start beside those that run: they are long ones. */
    boolean admitsMore() {
        return decodings.size() < MOST_DECODINGS
                && decodings.stream().allMatch(DecodingBatch::isLong);
    }

    void add(DecodingBatch decoding) {
        decodings.addLast(decoding);
    }

    /** The decoding batch whose turn it is, taken out; to be added again if it goes on. */
    DecodingBatch take() {
        return decodings.removeFirst();
    }

    /** Source positions of the next steps, padding included. */
    int positions() {
        return decodings.stream().mapToInt(DecodingBatch::positions).sum();
    }
}
