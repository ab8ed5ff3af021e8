package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.architecture.text.LanguageCodes;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The languages that a bundle says it reads and writes, in its own part of {@code config.json} or
 * else by its tokenizer. A language that a model cannot be told is refused, because the result
 * would look as if it were in it. Immutable.
 */
final class KnownLanguages {

    private static final String UNDETERMINED = "und";

    private final ModelConfig.Own own;
    private final Seq2SeqTokenizer tokenizer;
    private final LanguageCodes ownSources;
    private final LanguageCodes ownTargets;

    KnownLanguages(ModelConfig.Own own, Seq2SeqTokenizer tokenizer) {
        this.own = own;
        this.tokenizer = tokenizer;
        this.ownSources = codes(own.sourceLanguages());
        this.ownTargets = codes(own.targetLanguages());
    }

    /** BCP 47 tags of what the model reads; empty where nothing says it. */
    List<String> sources() {
        return ownSources.isEmpty() ? tokenizer.sourceLanguages() : own.sourceLanguages();
    }

    /** BCP 47 tags of what it writes; empty where nothing says it. */
    List<String> targets() {
        return ownTargets.isEmpty() ? tokenizer.targetLanguages() : own.targetLanguages();
    }

    /**
     * Refuses languages that the model does not know; null is none. Those of the tokenizer it looks
     * up itself.
     *
     * @throws ModelException {@code INVALID} with those that the model knows
     */
    void check(@Nullable String source, @Nullable String target) {
        String said = target == null ? source : target;
        if (said != null && sources().isEmpty() && targets().isEmpty()) {
            throw new ModelException(
                    Category.INVALID,
                    ("language '%s', expected none: the model cannot be told languages and does the"
                                    + " one thing that it was trained to")
                            .formatted(said));
        }
        if (source != null && !source.equals(UNDETERMINED) && !ownSources.isEmpty()) {
            ownSources.code(source);
        }
        if (target != null && !ownTargets.isEmpty()) {
            ownTargets.code(target);
        }
    }

    private static LanguageCodes codes(List<String> tags) {
        return new LanguageCodes(
                tags.stream().distinct().collect(Collectors.toMap(Function.identity(), tag -> 0)));
    }
}
