package dev.limelight.pipeline.chunk;

import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tokenizers of several tempers, none of them additive over cuts but {@link #perChar}. */
final class FakeCounters {

    private FakeCounters() {}

    /** A token a word; white space is free. */
    static TokenCounter perWord() {
        return text -> spans(text, Integer.MAX_VALUE, false);
    }

    /** A token for up to four characters of a word; words above 40 are one unknown token. */
    static TokenCounter wordPieces() {
        return text -> spans(text, 4, true);
    }

    /** A token a code point, white space too. */
    static TokenCounter perChar() {
        return text -> {
            List<TokenSpan> tokens = new ArrayList<>();
            int next;
            for (int at = 0; at < text.length(); at = next) {
                next = text.offsetByCodePoints(at, 1);
                tokens.add(new TokenSpan(0, at, next, false));
            }
            return tokens;
        };
    }

    /** A token for each three bytes of UTF-8 from the text's start, over any border. */
    static TokenCounter perThreeBytes() {
        return text -> {
            List<TokenSpan> tokens = new ArrayList<>();
            int bytes = 0;
            int next;
            for (int at = 0; at < text.length(); at = next) {
                next = text.offsetByCodePoints(at, 1);
                int length = text.substring(at, next).getBytes(StandardCharsets.UTF_8).length;
                for (int end = bytes + length; bytes < end; bytes++) {
                    if (bytes % 3 == 0) {
                        tokens.add(new TokenSpan(0, at, next, false));
                    }
                }
            }
            return tokens;
        };
    }

    /** As SentencePiece: a space belongs to the word behind it, more of them are tokens. */
    static TokenCounter leadingSpace() {
        return text -> {
            List<TokenSpan> tokens = new ArrayList<>();
            int at = 0;
            while (at < text.length()) {
                int start = at;
                boolean first = start == 0;
                at += text.charAt(at) == ' ' ? 1 : 0;
                while (at < text.length() && text.charAt(at) != ' ' && at - start < 6) {
                    at++;
                }
                if (first && text.charAt(0) != ' ') {
                    tokens.add(new TokenSpan(0, 0, 0, false));
                }
                tokens.add(new TokenSpan(0, start, at, false));
            }
            return tokens;
        };
    }

    private static List<TokenSpan> spans(String text, int piece, boolean unknown) {
        List<TokenSpan> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            int step = unknown && end - at > 40 ? end - at : piece;
            for (long from = at; from < end; from += step) {
                tokens.add(new TokenSpan(0, (int) from, (int) Math.min(end, from + step), false));
            }
            at = end + 1;
        }
        return tokens;
    }
}
