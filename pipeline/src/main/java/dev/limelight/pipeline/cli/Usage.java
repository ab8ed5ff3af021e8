package dev.limelight.pipeline.cli;

import java.util.function.Supplier;

/** Checks words of the command line. */
final class Usage {

    private Usage() {}

    /** What {@code parser} gives; what it refuses is the caller's mistake. */
    static <T> T checked(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
