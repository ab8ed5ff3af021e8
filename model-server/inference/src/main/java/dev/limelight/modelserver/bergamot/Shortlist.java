package dev.limelight.modelserver.bergamot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which pieces a target may have, by the pieces of its source: the most frequent ones, and those
 * that a dictionary has for each piece of the source. Immutable, thread-safe.
 */
public final class Shortlist {

    private static final long MAGIC = 0xF11A48D5013417F5L;
    private static final int HEADER = 48;
    private static final int CHECKED_FROM = 16;

    /** Bergamot's tiles have eight columns; it fills a list up to a multiple of that. */
    private static final int TILE = 8;

    private final int first;
    private final int[] offsets;
    private final int[] ids;
    private final int targets;
    private final boolean isShared;

    private Shortlist(int first, int[] offsets, int[] ids, int targets, boolean isShared) {
        this.first = first;
        this.offsets = offsets;
        this.ids = ids;
        this.targets = targets;
        this.isShared = isShared;
    }

    /**
     * Reads a binary shortlist and checks its sum.
     *
     * @param source the file's name, for messages
     * @param bytes the file, from position 0; nothing of it is kept
     * @param sources pieces of the source's vocabulary
     * @param targets pieces of the target's
     * @param isShared whether both are the same vocabulary
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} saying what is wrong
     */
    public static Shortlist parse(
            String source, ByteBuffer bytes, int sources, int targets, boolean isShared) {
        ByteBuffer file = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int size = file.capacity();
        if (size < HEADER || file.getLong() != MAGIC) {
            throw Broken.file(
                    source, size + " bytes of another kind", "a binary shortlist (lex.*.bin)");
        }
        long checksum = file.getLong();
        long first = file.getLong();
        file.getLong();
        long offsets = file.getLong();
        long ids = file.getLong();
        boolean fits =
                offsets == sources + 1L
                        && ids >= 0
                        && ids <= size
                        && size == HEADER + Long.BYTES * offsets + Integer.BYTES * ids;
        if (!fits || first < 0 || first > targets) {
            throw Broken.file(
                    source,
                    "%d bytes with %d frequent pieces, %d lists and %d ids"
                            .formatted(size, first, offsets - 1, ids),
                    "lists for %d pieces, and as many bytes as they need".formatted(sources));
        }
        if (checksum != checksum(file)) {
            throw Broken.file(
                    source, "another checksum than it says", "a whole file; get it again");
        }
        return new Shortlist(
                (int) first,
                offsets(source, file, (int) offsets, (int) ids),
                ids(source, file, (int) ids, targets),
                targets,
                isShared);
    }

    /**
     * The pieces that the target of a source may have.
     *
     * @param source ids of its pieces, end of sentence included
     * @return ids, ascending
     */
    public int[] candidates(int[] source) {
        BitSet kept = new BitSet(targets);
        kept.set(0, first);
        for (int piece : source) {
            for (int i = offsets[piece]; i < offsets[piece + 1]; i++) {
                kept.set(ids[i]);
            }
            if (isShared) {
                kept.set(piece);
            }
        }
        int missing = Math.floorMod(-kept.cardinality(), TILE);
        for (int id = kept.nextClearBit(first); missing > 0 && id < targets; missing--) {
            kept.set(id);
            id = kept.nextClearBit(id);
        }
        return ascending(kept);
    }

    /** Without a stream, which would cost as much as all the rest: each source has a thousand. */
    private static int[] ascending(BitSet kept) {
        int[] ids = new int[kept.cardinality()];
        int id = -1;
        for (int i = 0; i < ids.length; i++) {
            id = kept.nextSetBit(id + 1);
            ids[i] = id;
        }
        return ids;
    }

    /** Eight bytes at a time; four that are left over do not count. */
    private static long checksum(ByteBuffer file) {
        long hash = 0;
        for (int at = CHECKED_FROM; at + Long.BYTES <= file.capacity(); at += Long.BYTES) {
            hash ^= file.getLong(at) + 0x9e3779b9L + (hash << 6) + (hash >>> 2);
        }
        return hash;
    }

    private static int[] offsets(String source, ByteBuffer file, int count, int ids) {
        int[] offsets = new int[count];
        for (int i = 0; i < count; i++) {
            long offset = file.getLong(HEADER + Long.BYTES * i);
            long least = i == 0 ? 0 : offsets[i - 1];
            if (offset < least || offset > ids) {
                throw Broken.file(
                        source,
                        "list %d at %d".formatted(i, offset),
                        "%d to %d".formatted(least, ids));
            }
            offsets[i] = (int) offset;
        }
        return offsets;
    }

    private static int[] ids(String source, ByteBuffer file, int count, int targets) {
        int[] ids = new int[count];
        int bytes = Integer.BYTES * count;
        file.slice(file.capacity() - bytes, bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer()
                .get(ids);
        int wrong = Arrays.stream(ids).filter(id -> id < 0 || id >= targets).findFirst().orElse(0);
        if (wrong != 0) {
            throw Broken.file(
                    source,
                    "piece " + Integer.toUnsignedString(wrong),
                    "0 to %d".formatted(targets - 1));
        }
        return ids;
    }
}
