package dev.limelight.pipeline.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.util.TimeUtils;

/**
 * Reads values of a configuration by key, and remembers the keys that were asked for, so that all
 * others can be refused. Not thread-safe.
 */
final class Settings {

    private final Map<String, String> values;
    private final Set<String> known = new TreeSet<>();

    Settings(Map<String, String> values) {
        this.values = RenamedKeys.current(values);
    }

    String text(String key, String fallback) {
        return read(key, fallback, value -> value, "a text");
    }

    String required(String key, String expected) {
        known.add(key);
        String value = values.get(key);
        if (value == null || value.isBlank()) {
            throw new ConfigException("%s is missing, expected %s".formatted(key, expected));
        }
        return value.strip();
    }

    int integer(String key, int fallback, int min) {
        return read(
                key,
                fallback,
                value -> atLeast(Integer.parseInt(value), min),
                "a whole number from " + min);
    }

    Duration duration(String key, Duration fallback) {
        return read(key, fallback, Settings::positive, "a duration such as 500 ms, 10 s or 5 min");
    }

    /** A switch: {@code on} or {@code off}. */
    boolean isOn(String key, boolean fallback) {
        return read(key, fallback, Settings::isOn, "on or off");
    }

    /** A JSON object of generation settings, none unless given. */
    String object(String key) {
        return read(key, "{}", Settings::jsonObject, "a JSON object such as {\"num_beams\": 4}");
    }

    <T> T read(String key, T fallback, Function<String, T> parser, String expected) {
        known.add(key);
        String value = values.get(key);
        if (value == null) {
            return fallback;
        }
        try {
            return Objects.requireNonNull(parser.apply(value.strip()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ConfigException.badValue(key, value, expected);
        }
    }

    /** All values under {@code prefix}, without it; these keys are not checked further. */
    Map<String, String> under(String prefix) {
        Map<String, String> found =
                values.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(prefix))
                        .collect(
                                Collectors.toMap(
                                        entry -> entry.getKey().substring(prefix.length()),
                                        Map.Entry::getValue));
        found.keySet().forEach(key -> known.add(prefix + key));
        return found;
    }

    /** Refuses keys that nobody asked for: a misspelt key must not fall back to a default. */
    void refuseUnknown() {
        values.keySet().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .findFirst()
                .ifPresent(
                        key -> {
                            throw new ConfigException(
                                    "unknown key %s; did you mean %s? The keys are: %s"
                                            .formatted(
                                                    key, nearest(key), String.join(", ", known)));
                        });
    }

    private String nearest(String key) {
        var distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance.apply(key, candidate)))
                .orElseThrow();
    }

    private static String jsonObject(String value) {
        try {
            if (new ObjectMapper().readTree(value) instanceof ObjectNode) {
                return value;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        throw new IllegalArgumentException("no object");
    }

    private static boolean isOn(String value) {
        if (!value.equals("on") && !value.equals("off")) {
            throw new IllegalArgumentException("neither on nor off");
        }
        return value.equals("on");
    }

    private static int atLeast(int value, int min) {
        if (value < min) {
            throw new IllegalArgumentException("below " + min);
        }
        return value;
    }

    private static Duration positive(String value) {
        Duration duration = TimeUtils.parseDuration(value);
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("not above zero");
        }
        return duration;
    }
}
