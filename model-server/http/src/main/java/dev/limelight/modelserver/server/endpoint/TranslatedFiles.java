package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.Problem;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The translated files that wait to be fetched, in memory, under names that nobody can guess. Each
 * is kept for a time, and all together have a size limit. At the limit, fetched files are dropped,
 * oldest first; if that is not enough, new files are refused, because unfetched ones stay.
 * Thread-safe.
 */
public final class TranslatedFiles {

    private static final int NAME_BYTES = 18;

    private final long mostBytes;
    private final Duration kept;
    private final LongSupplier clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long bytes;

    /**
     * A file.
     *
     * @param title what a browser calls it once it is fetched
     * @param format what it is
     * @param content its bytes; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record File(String title, SourceFormat format, byte[] content) {}

    private static final class Entry {
        private final File file;
        private final long until;
        private boolean fetched;

        Entry(File file, long until) {
            this.file = file;
            this.until = until;
        }
    }

    /**
     * Creates the store.
     *
     * @param mostBytes of all files
     * @param kept how long each is kept
     */
    public TranslatedFiles(long mostBytes, Duration kept) {
        this(mostBytes, kept, System::nanoTime);
    }

    /**
     * Likewise, by another clock.
     *
     * @param clock nanoseconds, as {@link System#nanoTime} counts them
     */
    TranslatedFiles(long mostBytes, Duration kept, LongSupplier clock) {
        this.mostBytes = mostBytes;
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * Takes a file.
     *
     * @return the name to fetch it by
     * @throws HttpError {@code BUSY} if there is no room
     */
    public synchronized String put(File file) {
        dropExpired();
        makeRoom(file.content().length);
        String name = name() + "." + file.format().ending();
        entries.put(name, new Entry(file, clock.getAsLong() + kept.toNanos()));
        bytes += file.content().length;
        return name;
    }

    /** The file of a name; empty where there is none, or none any more. */
    public synchronized Optional<File> get(String name) {
        dropExpired();
        Entry entry = entries.get(name);
        if (entry == null) {
            return Optional.empty();
        }
        entry.fetched = true;
        return Optional.of(entry.file);
    }

    /** How long each is kept. */
    public Duration kept() {
        return kept;
    }

    /** Bytes of all files that are kept. */
    synchronized long bytes() {
        return bytes;
    }

    private void makeRoom(long wanted) {
        removeIf(entry -> entry.fetched && bytes + wanted > mostBytes);
        if (bytes + wanted > mostBytes) {
            throw new HttpError(
                    Problem.BUSY,
                    "%d bytes of translated files wait to be fetched, which is all that may; try again later"
                            .formatted(bytes));
        }
    }

    private void dropExpired() {
        long now = clock.getAsLong();
        removeIf(entry -> entry.until - now <= 0);
    }

    private void removeIf(Predicate<Entry> isGone) {
        var left = entries.values().iterator();
        while (left.hasNext()) {
            Entry entry = left.next();
            if (isGone.test(entry)) {
                left.remove();
                bytes -= entry.file.content().length;
            }
        }
    }

    private String name() {
        var name = new byte[NAME_BYTES];
        random.nextBytes(name);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    }
}
