package dev.limelight.modelserver.architecture.text;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that an architecture puts around a text: special tokens, languages, a task.
 * Thread-safe.
 */
public interface SourceTemplate {

    /**
     * What is put around a source.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code INVALID} for a language that the
     *     model does not know, with those that it does
     */
    Affixes affixes(@Nullable String source, @Nullable String target);

    /**
     * What is put around a target: what a model writes before and behind the text itself.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code INVALID} likewise
     */
    Affixes targetAffixes(@Nullable String target);

    /**
     * The token that a generated text begins with.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code INVALID} likewise
     */
    OptionalInt forcedFirst(@Nullable String target);

    /** BCP 47 tags of what the model reads; empty where the bundle does not say. */
    List<String> sourceLanguages();

    /** BCP 47 tags of what the model writes; empty where the bundle does not say. */
    List<String> targetLanguages();

    /** Whether a token names a language of texts that are written. */
    default boolean isLanguage(int id) {
        return false;
    }

    /**
     * What is put around a text.
     *
     * @param before special tokens
     * @param prompt words that the model takes for its task; empty for none
     * @param after special tokens
     */
    record Affixes(List<Integer> before, String prompt, List<Integer> after) {

        public Affixes {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }
}
