package dev.limelight.pipeline.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a record.
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
