package dev.limelight.modelserver.architecture.text;

import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Both sides of an encoder-decoder model's tokenizer: ids and texts are those of transformers'.
 * Thread-safe. Accepts every string. Whoever opened it closes it; calls after that fail with {@code
 * CLOSED}.
 */
public interface Seq2SeqTokenizer extends TokenCounter {

    /**
     * The tokens of a source as the encoder reads them: with special tokens around them and, where
     * the model wants them, those of its languages. Never cut.
     *
     * @param source language of the text, null for the tokenizer's default
     * @param target language to write, null for the default
     * @throws dev.limelight.modelserver.api.ModelException {@code INVALID} for a language that the
     *     model does not know, with those that it does
     */
    List<TokenSpan> source(String text, @Nullable String source, @Nullable String target);

    /**
     * The tokens of a target as the decoder would have written them, after its start token: with
     * those that it begins and ends with. Never cut.
     *
     * @param target language of the text, null for the default
     * @throws dev.limelight.modelserver.api.ModelException {@code INVALID} likewise
     */
    List<TokenSpan> target(String text, @Nullable String target);

    /**
     * The token that generation must begin with for a target language (transformers' {@code
     * forced_bos_token_id}); empty where the target is said in another way, or not at all.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code INVALID} likewise
     */
    OptionalInt forcedFirst(@Nullable String target);

    /**
     * The text of generated ids, as transformers' {@code decode(ids, skip_special_tokens=True)}.
     *
     * @return the text, and for each id its span in it; special tokens have an empty one, but for a
     *     language's at the start of the text that transformers shows as a word
     */
    Decoded decode(int[] ids);

    /** The id that stands for what the vocabulary lacks; -1 for none. */
    int unknownToken();

    /** BCP 47 tags of the languages that the bundle says it reads; empty where it does not say. */
    List<String> sourceLanguages();

    /** BCP 47 tags of the languages that the bundle says it writes; empty where it does not say. */
    List<String> targetLanguages();

    void close();

    /**
     * A decoded sequence.
     *
     * @param text what was written
     * @param tokens one for each id, on UTF-16 positions of {@code text}, in order. A byte of a
     *     character that took several tokens has the span of the whole character.
     */
    record Decoded(String text, List<TokenSpan> tokens) {

        public Decoded {
            tokens = List.copyOf(tokens);
        }
    }
}
