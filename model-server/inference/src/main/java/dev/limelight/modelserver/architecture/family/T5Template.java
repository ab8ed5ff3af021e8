package dev.limelight.modelserver.architecture.family;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.architecture.text.LanguageCodes;
import dev.limelight.modelserver.architecture.text.NamedLanguages;
import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * T5's tasks: {@code task_specific_params} of {@code config.json} names the words for a translation
 * ({@code "translation_en_to_de": {"prefix": "translate English to German: "}}). Bundles without
 * them are not told languages: they do the one thing that they were trained to.
 *
 * @param tasks words before the text, by {@code en_to_de}
 * @param sources languages that some task reads
 * @param targets languages that some task writes
 * @param end the token behind a text
 */
record T5Template(Map<String, String> tasks, LanguageCodes sources, LanguageCodes targets, int end)
        implements NamedLanguages {

    private static final Pattern TRANSLATION = Pattern.compile("translation_(\\w+)_to_(\\w+)");

    static T5Template of(TokenizerFiles files, int end) {
        Map<String, String> tasks = new TreeMap<>();
        Optional<JsonElement> params = files.value("config.json", "task_specific_params");
        if (params.isPresent() && params.get().isJsonObject()) {
            params.get()
                    .getAsJsonObject()
                    .entrySet()
                    .forEach(entry -> addTask(tasks, entry.getKey(), entry.getValue()));
        }
        return new T5Template(tasks, languages(tasks, 0), languages(tasks, 1), end);
    }

    private static void addTask(Map<String, String> tasks, String name, JsonElement settings) {
        Matcher matcher = TRANSLATION.matcher(name);
        if (matcher.matches() && settings.isJsonObject()) {
            JsonObject json = settings.getAsJsonObject();
            if (json.has("prefix")) {
                tasks.put(
                        matcher.group(1) + "_to_" + matcher.group(2),
                        json.get("prefix").getAsString());
            }
        }
    }

    private static LanguageCodes languages(Map<String, String> tasks, int side) {
        return new LanguageCodes(
                tasks.keySet().stream()
                        .map(task -> task.split("_to_", -1)[side])
                        .distinct()
                        .collect(Collectors.toMap(code -> code, code -> 0)));
    }

    @Override
    public Affixes affixes(@Nullable String source, @Nullable String target) {
        return new Affixes(List.of(), prompt(source, target), List.of(end));
    }

    private String prompt(@Nullable String source, @Nullable String target) {
        if (source != null && !sources.isEmpty()) {
            sources.code(source);
        }
        if (tasks.isEmpty() || target == null) {
            return "";
        }
        String to = "_to_" + targets.code(target);
        List<String> prompts =
                tasks.entrySet().stream()
                        .filter(task -> task.getKey().endsWith(to))
                        .filter(task -> source == null || task.getKey().equals(from(source) + to))
                        .map(Map.Entry::getValue)
                        .toList();
        if (prompts.size() != 1) {
            throw new ModelException(
                    Category.INVALID,
                    "translation from '%s' to '%s', expected one of %s"
                            .formatted(source, target, tasks.keySet()));
        }
        return prompts.get(0);
    }

    private String from(String source) {
        return sources.code(source);
    }
}
