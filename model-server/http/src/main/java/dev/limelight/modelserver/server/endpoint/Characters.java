package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.Problem;
import java.util.Collection;

/**
 * Limits the text of one request.
 *
 * @param max in code points
 */
record Characters(int max) {

    String checked(String text) {
        int length = text.codePointCount(0, text.length());
        if (length > max) {
            throw tooLong(length);
        }
        return text;
    }

    void check(Collection<String> texts) {
        long length = texts.stream().mapToLong(text -> text.codePointCount(0, text.length())).sum();
        if (length > max) {
            throw tooLong(length);
        }
    }

    private HttpError tooLong(long length) {
        return new HttpError(
                        Problem.TEXT_TOO_LONG,
                        "the text has %d characters, expected at most %d".formatted(length, max))
                .asLibreTranslate(
                        "Invalid request: request (%d) exceeds text limit (%d)"
                                .formatted(length, max));
    }
}
