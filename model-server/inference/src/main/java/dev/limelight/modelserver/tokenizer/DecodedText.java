package dev.limelight.modelserver.tokenizer;

import dev.limelight.modelserver.api.TokenSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * Text made of ids.
 *
 * @param text what they say
 * @param tokens one for each id, on UTF-16 positions of {@code text}, in order; each byte of a
 *     character that took several tokens has the span of the whole character
 */
public record DecodedText(String text, List<TokenSpan> tokens) {

    /** What transformers' {@code clean_up_tokenization} takes the spaces out of, in its order. */
    private static final List<String> SPACED =
            List.of(" .", " ?", " !", " ,", " ' ", " n't", " 'm", " 's", " 've", " 're");

    public DecodedText {
        tokens = List.copyOf(tokens);
    }

    /** The same without the spaces before punctuation and English contractions. */
    public DecodedText cleanedUp() {
        StringBuilder cleaned = new StringBuilder(text);
        int[] starts = tokens.stream().mapToInt(TokenSpan::start).toArray();
        int[] ends = tokens.stream().mapToInt(TokenSpan::end).toArray();
        for (String spaced : SPACED) {
            int at = cleaned.indexOf(spaced);
            while (at >= 0) {
                int rest = spaced.strip().length();
                if (spaced.endsWith(" ")) {
                    delete(cleaned, at + rest + 1, starts, ends);
                }
                delete(cleaned, at, starts, ends);
                at = cleaned.indexOf(spaced, at + rest);
            }
        }
        List<TokenSpan> moved = new ArrayList<>(tokens.size());
        for (int i = 0; i < starts.length; i++) {
            TokenSpan token = tokens.get(i);
            moved.add(new TokenSpan(token.id(), starts[i], ends[i], token.special()));
        }
        return new DecodedText(cleaned.toString(), moved);
    }

    private static void delete(StringBuilder text, int at, int[] starts, int[] ends) {
        text.deleteCharAt(at);
        for (int i = 0; i < starts.length; i++) {
            starts[i] -= starts[i] > at ? 1 : 0;
            ends[i] -= ends[i] > at ? 1 : 0;
        }
    }
}
