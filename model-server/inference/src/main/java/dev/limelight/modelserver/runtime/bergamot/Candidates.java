package dev.limelight.modelserver.runtime.bergamot;

import dev.limelight.modelserver.bergamot.Shortlist;
import java.util.Arrays;
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
        int[][] own = own(sources, shortlist, vocabulary);
        int[] places = new int[vocabulary];
        IntStream.concat(flat(Arrays.stream(own)), flat(targets.stream()))
                .forEach(id -> places[id] = 1);
        int[] union = numbered(places);
        int[][] ids =
                IntStream.range(0, own.length)
                        .mapToObj(i -> with(targets.get(i), without(own[i], unknown)))
                        .toArray(int[][]::new);
        int[][] columns =
                Arrays.stream(ids).map(each -> picked(places, each)).toArray(int[][]::new);
        return new Candidates(union, ids, columns);
    }

    private static int[][] own(List<int[]> sources, @Nullable Shortlist shortlist, int vocabulary) {
        if (shortlist != null) {
            return sources.stream().map(shortlist::candidates).toArray(int[][]::new);
        }
        int[] all = IntStream.range(0, vocabulary).toArray();
        return sources.stream().map(source -> all).toArray(int[][]::new);
    }

    /** Those that are 1, which become the number of such before them. */
    private static int[] numbered(int[] places) {
        int[] found = new int[places.length];
        int count = 0;
        for (int id = 0; id < places.length; id++) {
            if (places[id] == 1) {
                places[id] = count;
                found[count] = id;
                count++;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static int[] picked(int[] places, int[] ids) {
        int[] picked = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            picked[i] = places[ids[i]];
        }
        return picked;
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
        int at = Arrays.binarySearch(ids, unknown);
        if (at < 0) {
            return ids;
        }
        int[] known = new int[ids.length - 1];
        System.arraycopy(ids, 0, known, 0, at);
        System.arraycopy(ids, at + 1, known, at, known.length - at);
        return known;
    }
}
