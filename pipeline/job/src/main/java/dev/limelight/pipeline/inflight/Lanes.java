package dev.limelight.pipeline.inflight;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A queue that decides which of the waiting documents is worked on next. Documents of about one
 * length share a lane, which works on a number of them at a time, first come, first served: so a
 * short document never waits for a much longer one to end, and a long one waits for no more than
 * those of its lane that came before it. No lane takes another's room, so none starves; how the
 * model divides its time among the documents of all lanes is the model's own matter.
 *
 * <p>Not thread-safe.
 *
 * @param <T> what stands for a document, told from others by identity
 */
public final class Lanes<T> {

    /** A lane holds what is at most eight times as long as what is in the lane before. */
    private static final int[] LONGEST = {2_000, 16_000, 128_000, Integer.MAX_VALUE};

    /** How many lanes there are. */
    static final int COUNT = LONGEST.length;

    private final int room;
    private final Lane<T>[] lanes;

    private static final class Lane<T> {

        private final Deque<T> waiting = new ArrayDeque<>();
        private int running;
    }

    /**
     * @param room documents of a lane that are worked on at a time, at least 1
     */
    @SuppressWarnings("unchecked")
    public Lanes(int room) {
        this.room = room;
        this.lanes = IntStream.range(0, COUNT).mapToObj(i -> new Lane<T>()).toArray(Lane[]::new);
    }

    /**
     * A document waits from now on.
     *
     * @param length UTF-16 units
     */
    public void add(T document, int length) {
        lane(length).waiting.add(document);
    }

    /**
     * A document that begins now, the shortest lane's first; its work has to {@link #end}.
     *
     * @return null where none waits that there is room for
     */
    public @Nullable T begin() {
        for (Lane<T> lane : lanes) {
            if (lane.running < room && !lane.waiting.isEmpty()) {
                lane.running++;
                return lane.waiting.remove();
            }
        }
        return null;
    }

    /**
     * The work for a document that had begun has ended.
     *
     * @param length as it was added
     */
    public void end(int length) {
        lane(length).running--;
    }

    /**
     * A document waits no longer, and will not begin.
     *
     * @param length as it was added
     * @return whether it waited
     */
    public boolean remove(T document, int length) {
        Iterator<T> waiting = lane(length).waiting.iterator();
        while (waiting.hasNext()) {
            if (waiting.next() == document) {
                waiting.remove();
                return true;
            }
        }
        return false;
    }

    private Lane<T> lane(int length) {
        int lane = 0;
        while (length > LONGEST[lane]) {
            lane++;
        }
        return lanes[lane];
    }
}
