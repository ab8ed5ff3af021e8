package dev.limelight.modelserver.bergamot;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How Bergamot runs a model, from its {@code config.yml}; what that does not say is as Firefox has
 * it. What makes no difference to a text (threads, batches, paths) is passed over.
 *
 * @param beams 1 for greedy search
 * @param normalize finished beams are compared by score / length ^ this
 * @param lengthFactor a target has at most so many times the tokens of its source
 */
public record EngineSettings(int beams, double normalize, double lengthFactor) {

    private static final double FIREFOX_FACTOR = 2.0;

    /** What is supported of the settings that would change a text. */
    private static final Map<String, List<String>> ONLY =
            new TreeMap<>(
                    Map.of(
                            "gemm-precision", List.of("int8shiftAlphaAll"),
                            "skip-cost", List.of("true", "false"),
                            "word-penalty", List.of("0", "0.0"),
                            "allow-unk", List.of("false"),
                            "allow-special", List.of("false"),
                            "output-sampling", List.of("false"),
                            "force-decode", List.of("false"),
                            "n-best", List.of("false"),
                            "max-length-crop", List.of("false")));

    /**
     * Reads settings.
     *
     * @param source the file, for messages
     * @param text of it; empty for Firefox's settings
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} naming a setting
     *     with a value that is not supported
     */
    public static EngineSettings parse(String source, String text) {
        MarianYaml yaml = MarianYaml.parse(source, text);
        ONLY.forEach(
                (key, allowed) -> {
                    String value = yaml.text(key).orElse(allowed.get(0));
                    if (!allowed.contains(value)) {
                        throw Broken.file(
                                source,
                                "%s is %s".formatted(key, value),
                                "%s; nothing else is supported"
                                        .formatted(String.join(" or ", allowed)));
                    }
                });
        return new EngineSettings(
                yaml.size("beam-size", yaml.text("beam-size").orElse("1")),
                number(yaml, "normalize", 1),
                number(yaml, "max-length-factor", FIREFOX_FACTOR));
    }

    private static double number(MarianYaml yaml, String key, double standard) {
        String value = yaml.text(key).orElse(String.valueOf(standard));
        if (!value.matches("\\d{1,3}(\\.\\d+)?")) {
            throw Broken.file(yaml.source(), key + " is " + value, "a number from 0");
        }
        return Double.parseDouble(value);
    }
}
