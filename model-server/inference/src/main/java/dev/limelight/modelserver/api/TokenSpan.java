package dev.limelight.modelserver.api;

/**
 * One token of a model's own tokenizer and the piece of text that it stands for.
 *
 * @param id the id in the model's vocabulary
 * @param start first UTF-16 unit of the token in the text
 * @param end one past its last UTF-16 unit; equal to {@code start} for special tokens that the text
 *     does not show
 * @param special whether the tokenizer added it ({@code [CLS]}, {@code [SEP]}, ...)
 */
public record TokenSpan(int id, int start, int end, boolean special) {

    public TokenSpan {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "token span [%d:%d), expected 0 <= start <= end".formatted(start, end));
        }
    }
}
