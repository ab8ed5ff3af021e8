package dev.limelight.modelserver.architecture.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The head of a model's {@code README.md}, between two lines {@code ---}: keys with one value or a
 * list of them. Of YAML that is as much as the hub's cards need for what is asked here.
 *
 * @param values by key
 */
public record ModelCard(Map<String, List<String>> values) {

    private static final String FENCE = "---";

    /** That of a folder; empty where there is none. */
    public static ModelCard of(Path folder) {
        try {
            Path file = folder.resolve("README.md");
            byte[] text = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            return parse(new String(text, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            return new ModelCard(Map.of());
        }
    }

    /** Reads the lines of a card. */
    public static ModelCard parse(List<String> lines) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        boolean isHead = !lines.isEmpty() && lines.get(0).strip().equals(FENCE);
        for (int i = 1; isHead && i < lines.size(); i++) {
            String line = lines.get(i);
            isHead = !line.strip().equals(FENCE);
            if (line.matches("\\s*- .*")) {
                current.add(plain(line.replaceFirst("\\s*- ", "")));
            } else if (isHead && line.matches("[\\w-]+:.*")) {
                current = values(line.substring(line.indexOf(':') + 1));
                values.put(line.substring(0, line.indexOf(':')), current);
            }
        }
        return new ModelCard(values);
    }

    /** All values of a key; none where it is missing. */
    public List<String> list(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** The first value of a key. */
    public Optional<String> text(String key) {
        return list(key).stream().findFirst();
    }

    /** The licence; one that is none of the hub's list has a name of its own. */
    public Optional<String> licence() {
        return text("license")
                .filter(name -> !name.equals("other"))
                .or(() -> text("license_name"))
                .or(() -> text("license"));
    }

    private static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        String inner = text.strip().replaceFirst("^\\[(.*)]$", "$1");
        for (String value :
                text.strip().startsWith("[") ? inner.split(",") : new String[] {inner}) {
            if (!plain(value).isEmpty()) {
                values.add(plain(value));
            }
        }
        return values;
    }

    private static String plain(String value) {
        return value.strip().replaceFirst("^(['\"])(.*)\\1$", "$2");
    }
}
