package dev.limelight.modelserver.hub.fetch;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Tries again what the network or a busy server broke: after 1, 2, 4 and 8 seconds, or when the
 * server says.
 */
public final class Retry {

    /** Blocks the thread. */
    public static final Pause SLEEP = time -> Thread.sleep(time.toMillis());

    private static final int MOST_ATTEMPTS = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Pause pause;
    private final String advice;

    /** Something that may fail for a while. */
    public interface Attempt<T> {
        /** Tries once. */
        T run() throws IOException;
    }

    /** Waits. */
    public interface Pause {
        /** Waits for that time. */
        void of(Duration time) throws InterruptedException;
    }

    /** A server that cannot answer now. */
    static final class BusyException extends IOException {

        private final transient @Nullable Duration wait;

        /**
         * With the server's wish.
         *
         * @param wait how long it wants to be left alone; null where it does not say
         */
        BusyException(String message, @Nullable Duration wait) {
            super(message);
            this.wait = wait;
        }
    }

    /**
     * With a way to wait.
     *
     * @param site whose network advice ends the message of what never works
     */
    public Retry(Site site, Pause pause) {
        this.pause = pause;
        this.advice = site.networkAdvice();
    }

    /**
     * Runs until it works.
     *
     * @param what for the message
     * @param progress what has been reached; attempts that get further do not count
     * @throws HubException when it never does
     */
    public <T> T run(String what, LongSupplier progress, Attempt<T> attempt) {
        int failures = 0;
        while (true) {
            long before = progress.getAsLong();
            try {
                return attempt.run();
            } catch (IOException e) {
                failures = progress.getAsLong() > before ? 1 : failures + 1;
                if (failures >= MOST_ATTEMPTS || isLasting(e)) {
                    throw new HubException(message(what, e, failures), e);
                }
                await(what, e, Duration.ofSeconds(1L << (failures - 1)));
            }
        }
    }

    private void await(String what, IOException reason, Duration usual) {
        Duration wait =
                reason instanceof BusyException busy && busy.wait != null ? busy.wait : usual;
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            throw new HubException(
                    "%s: %s; the server asks to come back in %d minutes"
                            .formatted(what, reason.getMessage(), wait.toMinutes()),
                    reason);
        }
        try {
            pause.of(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HubException(what + " was interrupted", e);
        }
    }

    /** Waiting does not mend a name that does not exist or a certificate that is not trusted. */
    private static boolean isLasting(IOException reason) {
        return reason instanceof UnknownHostException || reason instanceof SSLHandshakeException;
    }

    private String message(String what, IOException reason, int attempts) {
        String why =
                reason instanceof UnknownHostException
                        ? "no such host " + reason.getMessage()
                        : String.valueOf(reason.getMessage());
        return "%s: %s (%s); %s"
                .formatted(what, why, attempts == 1 ? "1 attempt" : attempts + " attempts", advice);
    }
}
