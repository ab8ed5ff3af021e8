package dev.limelight.pipeline.explain;

import dev.limelight.modelserver.api.TokenSpan;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A token of a text.
 *
 * @param id in the model's vocabulary
 * @param piece what the vocabulary calls it; the text where that is not known
 * @param start code points of the text
 * @param end one past the last
 * @param text that it stands for; empty for a special token
 * @param bytes of {@code text} in UTF-8, as hexadecimal digits
 * @param unknown whether it stands for what the vocabulary lacks
 * @param special whether the tokenizer added it
 */
public record ExplainedToken(
        int id,
        String piece,
        int start,
        int end,
        String text,
        String bytes,
        boolean unknown,
        boolean special) {

    static ExplainedToken of(String text, TokenSpan token, String piece, int unknownId) {
        String part = text.substring(token.start(), token.end());
        return new ExplainedToken(
                token.id(),
                piece,
                text.codePointCount(0, token.start()),
                text.codePointCount(0, token.end()),
                part,
                HexFormat.ofDelimiter(" ").formatHex(part.getBytes(StandardCharsets.UTF_8)),
                token.id() == unknownId,
                token.special());
    }

    /** What to call it in a picture. */
    public String label() {
        return text.isBlank() ? piece : text.strip();
    }
}
