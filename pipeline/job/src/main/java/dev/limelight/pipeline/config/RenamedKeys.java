package dev.limelight.pipeline.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keys that have had another name. The old name still works. */
final class RenamedKeys {

    private static final Map<String, String> NEW_BY_OLD = new TreeMap<>();

    static {
        NEW_BY_OLD.put("model.summarize", "encoder.model");
        for (String key :
                List.of("threads", "workers", "batch-tokens", "max-wait", "queue-capacity")) {
            NEW_BY_OLD.put("model." + key, "encoder." + key);
        }
        for (String key :
                List.of(
                        "model",
                        "prefix",
                        "generation",
                        "chunk-tokens",
                        "threads",
                        "batch-tokens",
                        "documents",
                        "timeout")) {
            NEW_BY_OLD.put("summarize." + key, "abstractive." + key);
        }
    }

    private RenamedKeys() {}

    /**
     * Values by the keys of this version.
     *
     * @throws ConfigException if a value has the old and the new key
     */
    static Map<String, String> current(Map<String, String> values) {
        Map<String, String> current = new HashMap<>();
        values.forEach((key, value) -> put(current, NEW_BY_OLD.getOrDefault(key, key), value));
        return current;
    }

    private static void put(Map<String, String> current, String key, String value) {
        if (current.put(key, value) != null) {
            throw new ConfigException(
                    "%s is there by its old name, too, expected one of the two".formatted(key));
        }
    }

    /** A hint for each old key among {@code values}, in the order of the keys. */
    static List<String> hints(Map<String, String> values) {
        return NEW_BY_OLD.entrySet().stream()
                .filter(renamed -> values.containsKey(renamed.getKey()))
                .map(RenamedKeys::hint)
                .toList();
    }

    private static String hint(Map.Entry<String, String> renamed) {
        return "%s was renamed to %s; the old key still works"
                .formatted(renamed.getKey(), renamed.getValue());
    }
}
