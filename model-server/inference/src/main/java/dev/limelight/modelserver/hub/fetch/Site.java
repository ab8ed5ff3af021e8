package dev.limelight.modelserver.hub.fetch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A server that files come from, with the words that its failures need. Thread-safe. */
public interface Site {

    /** Its address; only what begins there gets the token. */
    URI address();

    /** Sent to the site and to nobody it redirects to; null for none. */
    @Nullable String token();

    /**
     * What a person can do about a refusal.
     *
     * @param status of the answer, 400 or more
     * @param code the header {@code X-Error-Code}; empty where there is none
     */
    String advice(int status, String code);

    /** What a person can check when the site cannot be reached, such as a variable to set. */
    String networkAdvice();

    /** The environment variable by which files go to another disk. */
    String folderVariable();
}
