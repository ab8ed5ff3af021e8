package dev.limelight.modelserver.runtime.bergamot;

import dev.limelight.modelserver.bergamot.Shortlist;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pieces that a batch may write. Scores are computed of the union, but each source chooses
 * among its own, so that its target does not depend on the others.
 *
 * @param union ids of all, ascending
 * @param ids of each source's own, ascending, {@code [source][]}
 * @param columns where these are in the union
 */
record Candidates(int[] union, int[][] ids, int[][] columns) {

    /**
     * @param targets of each source the pieces that are read whatever else may be written; none
     *     where a target is generated
     * @param shortlist null where all pieces may follow
     * @param vocabulary pieces of the target
     * @param unknown the piece that is never written
     */
    static Candidates of(
            List<int[]> sources,
            List<int[]> targets,
            @Nullable Shortlist shortlist,
            int vocabulary,
            int unknown) {
        int[] all = IntStream.range(0, vocabulary).toArray();
        int[][] ids =
                sources.stream()
                        .map(source -> shortlist == null ? all : shortlist.candidates(source))
                        .toArray(int[][]::new);
        BitSet union = new BitSet(vocabulary);
        IntStream.concat(flat(Arrays.stream(ids)), flat(targets.stream())).forEach(union::set);
        int[] place = new int[vocabulary];
        int[] ascending = union.stream().toArray();
        for (int i = 0; i < ascending.length; i++) {
            place[ascending[i]] = i;
        }
        int[][] known =
                IntStream.range(0, ids.length)
                        .mapToObj(i -> with(targets.get(i), without(ids[i], unknown)))
                        .toArray(int[][]::new);
        int[][] columns =
                Arrays.stream(known)
                        .map(own -> Arrays.stream(own).map(id -> place[id]).toArray())
                        .toArray(int[][]::new);
        return new Candidates(ascending, known, columns);
    }

    private static IntStream flat(Stream<int[]> lists) {
        return lists.flatMapToInt(Arrays::stream);
    }

    /** Both, ascending. */
    private static int[] with(int[] read, int[] ids) {
        return read.length == 0
                ? ids
                : IntStream.concat(IntStream.of(read), IntStream.of(ids))
                        .sorted()
                        .distinct()
                        .toArray();
    }

    private static int[] without(int[] ids, int unknown) {
        return Arrays.stream(ids).filter(id -> id != unknown).toArray();
    }
}
