package dev.limelight.modelserver.bergamot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings as Marian writes them: of YAML as much as that needs, keys with one value or a list of
 * values below it. Immutable.
 *
 * @param source the file, for messages
 * @param values by key
 */
record MarianYaml(String source, Map<String, List<String>> values) {

    /**
     * Reads text.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} naming a line that
     *     is neither
     */
    static MarianYaml parse(String source, String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String content = line.replaceFirst("(^|\\s)#.*$", "").stripTrailing();
            int colon = content.indexOf(':');
            if (content.matches("\\s*-\\s.*")) {
                current.add(plain(content.strip().substring(1)));
            } else if (content.matches("[\\w-]+:(\\s.*)?")) {
                current = inline(content.substring(colon + 1).strip());
                values.put(content.substring(0, colon), current);
            } else if (!content.isBlank() && !content.strip().equals("[]")) {
                throw Broken.file(
                        source, "the line '%s'".formatted(line), "'key: value' or '- value'");
            }
        }
        return new MarianYaml(source, values);
    }

    /** The one value of a key; empty where the key is not there or has a list. */
    Optional<String> text(String key) {
        List<String> all = list(key);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    List<String> list(String key) {
        return values.getOrDefault(key, List.of());
    }

    /**
     * A whole number above 0.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} naming the key
     */
    int size(String key) {
        return size(key, list(key).isEmpty() ? "nothing" : list(key).get(0));
    }

    /** The same for one of a list. */
    int size(String key, String value) {
        if (!value.matches("[1-9]\\d{0,6}")) {
            throw Broken.file(source, key + " is " + value, "a whole number above 0");
        }
        return Integer.parseInt(value);
    }

    private static List<String> inline(String value) {
        List<String> values = new ArrayList<>();
        if (value.startsWith("[") && value.endsWith("]")) {
            for (String each : value.substring(1, value.length() - 1).split(",", -1)) {
                values.add(plain(each));
            }
            values.removeIf(String::isEmpty);
        } else if (!value.isEmpty()) {
            values.add(plain(value));
        }
        return values;
    }

    private static String plain(String value) {
        return value.strip().replaceFirst("^(['\"])(.*)\\1$", "$2");
    }
}
