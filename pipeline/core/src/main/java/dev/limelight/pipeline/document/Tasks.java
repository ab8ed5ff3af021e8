package dev.limelight.pipeline.document;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        defaults = defaults.stream().map(Tasks::canonical).distinct().toList();
        if (defaults.isEmpty() || !known.containsAll(defaults)) {
            throw new IllegalArgumentException(
                    "default tasks are %s, expected at least one of %s"
                            .formatted(defaults, new TreeSet<>(known)));
        }
    }

    /**
     * The tasks asked for, each once, in order; the defaults when none are, and with target
     * languages a translation, too. Letters count in any case.
     */
    List<String> asked(@Nullable List<String> tasks, @Nullable List<String> targets) {
        Map<String, String> asked = new LinkedHashMap<>();
        if (tasks == null || tasks.isEmpty()) {
            defaults.forEach(task -> asked.put(task, task));
            if (targets != null && !targets.isEmpty()) {
                asked.put(TRANSLATE, TRANSLATE);
            }
        } else {
            tasks.forEach(task -> asked.putIfAbsent(canonical(task), named(task)));
        }
        return List.copyOf(asked.values());
    }

    /** A task that is known by its name, any other as it was written. */
    private String named(String task) {
        return known.contains(canonical(task)) ? canonical(task) : task;
    }

    private static String canonical(String task) {
        return task.strip().toLowerCase(Locale.ROOT);
    }

    /** The known tasks as a reader sees them in an error. */
    String expected() {
        return "one of " + new TreeSet<>(known);
    }
}
