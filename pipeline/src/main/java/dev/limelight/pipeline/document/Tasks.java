package dev.limelight.pipeline.document;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that the job can do. Immutable and thread-safe.
 *
 * @param known all of them
 * @param defaults what a document gets that asks for none
 */
public record Tasks(Set<String> known, List<String> defaults) implements Serializable {

    /** A summary in the document's own language. */
    public static final String SUMMARIZE = "summarize";

    /** A translation into each target language. */
    public static final String TRANSLATE = "translate";

    /**
     * @throws IllegalArgumentException when {@code defaults} is empty or has an unknown task
     */
    public Tasks {
        known = Set.copyOf(known);
        defaults = List.copyOf(defaults);
        if (defaults.isEmpty() || !known.containsAll(defaults)) {
            throw new IllegalArgumentException(
                    "default tasks are %s, expected at least one of %s"
                            .formatted(defaults, new TreeSet<>(known)));
        }
    }

    /** The tasks asked for, each once, in order; the defaults when none are. */
    List<String> asked(@Nullable List<String> tasks) {
        boolean none = tasks == null || tasks.isEmpty();
        return new ArrayList<>(new LinkedHashSet<>(none ? defaults : tasks));
    }

    /** The known tasks as a reader sees them in an error. */
    String expected() {
        return "one of " + new TreeSet<>(known);
    }
}
