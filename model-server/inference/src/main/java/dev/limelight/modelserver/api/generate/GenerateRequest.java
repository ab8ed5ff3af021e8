package dev.limelight.modelserver.api.generate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One text for an encoder-decoder model.
 *
 * @param text what to read; must fit the model ({@link Seq2SeqInfo#maxTokens}), nothing is cut. May
 *     be empty.
 * @param source language of the text, as the model's tokenizer calls it or BCP 47 ({@code en},
 *     {@code eng_Latn}, {@code en_XX}); null for the tokenizer's default
 * @param target language to write, likewise; null for the default of the bundle
 * @param settings a JSON object by the names of {@code generation_config.json}; what it does not
 *     say, the bundle's own file does. {@code {}} for none.
 * @param timeout from submission to answer; zero for none
 * @param group names the texts that this one takes turns with others together with, such as those
 *     of one document, so that a long document does not keep short ones waiting; empty for none
 */
public record GenerateRequest(
        String text,
        @Nullable String source,
        @Nullable String target,
        String settings,
        Duration timeout,
        String group) {

    /** A text by itself. */
    public GenerateRequest(
            String text,
            @Nullable String source,
            @Nullable String target,
            String settings,
            Duration timeout) {
        this(text, source, target, settings, timeout, "");
    }

    /** A text with the bundle's own settings and no timeout. */
    public static GenerateRequest of(String text) {
        return new GenerateRequest(text, null, null, "{}", Duration.ZERO);
    }

    public GenerateRequest withLanguages(@Nullable String from, @Nullable String to) {
        return new GenerateRequest(text, from, to, settings, timeout, group);
    }

    public GenerateRequest withSettings(String json) {
        return new GenerateRequest(text, source, target, json, timeout, group);
    }

    public GenerateRequest withTimeout(Duration limit) {
        return new GenerateRequest(text, source, target, settings, limit, group);
    }

    public GenerateRequest withGroup(String name) {
        return new GenerateRequest(text, source, target, settings, timeout, name);
    }
}
