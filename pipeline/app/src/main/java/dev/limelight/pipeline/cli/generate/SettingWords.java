package dev.limelight.pipeline.cli.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Converts generation settings from words of the command line, {@code num_beams=4}, to the JSON of
 * a request. A value that is not JSON is a string.
 *
 * @param json an object by the names of {@code generation_config.json}
 */
public record SettingWords(String json) {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /**
     * Reads them.
     *
     * @param words value by key
     * @param known the keys that there are
     * @throws IllegalArgumentException for another key, with the one that is most like it
     */
    public static SettingWords of(Map<String, String> words, List<String> known) {
        ObjectNode settings = MAPPER.createObjectNode();
        words.forEach((key, value) -> settings.set(checked(key, known), value(value)));
        return new SettingWords(settings.toString());
    }

    /** The ids that end a sequence: those set here, else those of the bundle. */
    public Set<Integer> ends(List<Integer> ofBundle) throws JsonProcessingException {
        JsonNode ends = MAPPER.readTree(json).get("eos_token_id");
        if (ends == null) {
            return Set.copyOf(ofBundle);
        }
        Set<Integer> ids = new LinkedHashSet<>();
        if (ends.isArray()) {
            ends.forEach(id -> ids.add(id.asInt()));
        } else if (!ends.isNull()) {
            ids.add(ends.asInt());
        }
        return ids;
    }

    private static String checked(String key, List<String> known) {
        if (!known.contains(key)) {
            Optional<String> nearest =
                    known.stream().min(Comparator.comparing(other -> distance(key, other)));
            throw new IllegalArgumentException(
                    "unknown setting %s; did you mean %s? There are %s"
                            .formatted(key, nearest.orElse("none"), String.join(", ", known)));
        }
        return key;
    }

    private static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(one, other);
    }

    private static JsonNode value(String text) {
        try {
            JsonNode value = MAPPER.readTree(text);
            return value.isMissingNode() ? MAPPER.getNodeFactory().textNode(text) : value;
        } catch (JsonProcessingException e) {
            return MAPPER.getNodeFactory().textNode(text);
        }
    }
}
