package dev.limelight.modelserver.hub;

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
final class Retry {

    private static final int MOST_ATTEMPTS = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Pause pause;

    /** Something that may fail for a while. */
    interface Attempt<T> {
        T run() throws IOException;
    }

    /** Waits. */
    interface Pause {
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

    Retry(Pause pause) {
        this.pause = pause;
    }

    /** With {@link Thread#sleep}. */
    static Retry sleeping() {
        return new Retry(time -> Thread.sleep(time.toMillis()));
    }

    /**
     * Runs until it works.
     *
     * @param what for the message
     * @param progress what has been reached; attempts that get further do not count
     * @throws HubException when it never does
     */
    <T> T run(String what, LongSupplier progress, Attempt<T> attempt) {
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

    private static String message(String what, IOException reason, int attempts) {
        String why =
                reason instanceof UnknownHostException
                        ? "no such host " + reason.getMessage()
                        : String.valueOf(reason.getMessage());
        return "%s: %s (%s); check the network, HF_ENDPOINT and proxy, or use --offline"
                        .formatted(what, why, attempts == 1 ? "1 attempt" : attempts + " attempts")
                + " for what the cache has";
    }
}
