package dev.limelight.pipeline.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as a document with the tasks that it can have, and the rejections of the others.
 *
 * @param document the document with the tasks that it can have; null when there are none
 * @param rejections one for each task that it cannot have, or one for all
 */
public record Parsed(@Nullable Document document, List<Rejection> rejections) {

    public Parsed {
        rejections = List.copyOf(rejections);
        if (document == null && rejections.isEmpty()) {
            throw new IllegalArgumentException(
                    "neither document nor rejection, expected at least one");
        }
    }
}
