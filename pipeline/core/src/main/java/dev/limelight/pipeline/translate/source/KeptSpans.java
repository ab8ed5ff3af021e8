package dev.limelight.pipeline.translate.source;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.limelight.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds what a model does not get of a document and what stands in the translation as it is: {@link
 * ProtectedSpans}, {@link Placeholders}, words with a character that the model's {@link Alphabet}
 * lacks, and currency signs that it lacks before a number. Not thread-safe: one instance a
 * document; linear in its length.
 */
public final class KeptSpans {

    private static final int FIRST_MARK = 0x300;

    /** How many units beside an amount are looked at for a currency that the model knows. */
    private static final int NEAR = 100;

    /** What stands inside a number. */
    private static final String IN_NUMBERS = ".,:/'’";

    private final String text;
    private final Alphabet alphabet;
    private final BreakIterator characters = BreakIterator.getCharacterInstance(ULocale.ROOT);

    /** Of a document's text, for a model. */
    public KeptSpans(String text, Alphabet alphabet) {
        this.text = text;
        this.alphabet = alphabet;
        characters.setText(text);
    }

    /** The text. */
    String text() {
        return text;
    }

    /** The kept stretches of {@code [from, to)}, in order, apart. */
    public List<Span> in(int from, int to) {
        List<Span> spans = new ArrayList<>(ProtectedSpans.in(text, from, to));
        spans.addAll(Placeholders.in(text, from, to));
        new UnknownWords(from, to).addTo(spans);
        return joined(spans);
    }

    /** Whether a stretch has a letter that is not kept. */
    public boolean hasWords(int start, int end) {
        int from = start;
        for (Span span : in(start, end)) {
            if (hasLetter(from, span.start())) {
                return true;
            }
            from = span.end();
        }
        return hasLetter(from, end);
    }

    /** Whether a kept stretch is a currency sign alone: the model gets the number behind it. */
    boolean isCurrencySign(Span span) {
        return span.end() - span.start() == 1 && isCurrencySign(span.start());
    }

    /**
     * Whether a sign before a number is left out: not near a currency that the model knows, because
     * it would give that to the number.
     */
    private boolean isLeftOut(int at, int next) {
        return isCurrencySign(at)
                && !isSent(at, next)
                && IntStream.range(Math.max(0, at - NEAR), Math.min(text.length(), at + NEAR))
                        .noneMatch(other -> isCurrencySign(other) && isSent(other, other + 1));
    }

    private boolean isCurrencySign(int at) {
        return Character.getType(text.charAt(at)) == Character.CURRENCY_SYMBOL;
    }

    /** One past the character, a grapheme cluster, that begins at a place. */
    int characterEnd(int at, int limit) {
        boolean simple =
                text.charAt(at) < FIRST_MARK
                        && text.charAt(at) != '\r'
                        && (at + 1 >= limit || text.charAt(at + 1) < FIRST_MARK);
        return simple ? at + 1 : Math.min(limit, characters.following(at));
    }

    /** Whether the model gets the character {@code [start, end)}, which is in no kept stretch. */
    boolean isSent(int start, int end) {
        return alphabet.has(text.substring(start, end));
    }

    private boolean hasLetter(int start, int end) {
        return text.substring(start, Math.max(start, end))
                .codePoints()
                .anyMatch(Character::isLetter);
    }

    private static List<Span> joined(List<Span> spans) {
        spans.sort(Comparator.comparingInt(Span::start));
        List<Span> apart = new ArrayList<>();
        for (Span span : spans) {
            int last = apart.size() - 1;
            if (last >= 0 && span.start() <= apart.get(last).end()) {
                int end = Math.max(apart.get(last).end(), span.end());
                apart.set(last, new Span(apart.get(last).start(), end));
            } else {
                apart.add(span);
            }
        }
        return apart;
    }

    /** Finds words that have a character that the model does not know. */
    private final class UnknownWords {

        private final int from;
        private final int to;
        private int wordStart = -1;
        private boolean unknown;
        private int lastEnd = -1;

        UnknownWords(int from, int to) {
            this.from = from;
            this.to = to;
        }

        void addTo(List<Span> spans) {
            int next;
            for (int at = from; at < to; at = next) {
                next = characterEnd(at, to);
                if (wordStart < 0 && isDigit(next) && isLeftOut(at, next)) {
                    spans.add(new Span(at, next));
                    continue;
                }
                if (!goesOn(at, next)) {
                    close(at, spans);
                } else if (wordStart < 0 || isAlone(at, next)) {
                    close(at, spans);
                    wordStart = at;
                }
                unknown |= wordStart >= 0 && !isSent(at, next);
                if (wordStart >= 0 && isAlone(at, next)) {
                    close(next, spans);
                }
            }
            close(to, spans);
        }

        /** Letters, digits and their marks; what is inside a number; signs that are at one. */
        private boolean goesOn(int at, int next) {
            int codePoint = text.codePointAt(at);
            if (isPicture(at, next) || Unsent.isSpace(codePoint) || Unsent.isInvisible(codePoint)) {
                return false;
            }
            return isWord(codePoint)
                    || (IN_NUMBERS.indexOf(codePoint) >= 0 && isDigit(at - 1) && isDigit(next))
                    || (!isSent(at, next) && isAttached(at, next));
        }

        /** Whether a sign belongs to a word, an amount or a formula: {@code ™} behind a name. */
        private boolean isAttached(int at, int next) {
            int codePoint = text.codePointAt(at);
            boolean behind = at > from && isWord(text.codePointBefore(at));
            boolean between = at > from && next < to;
            return isDigit(next)
                    || (behind && (unknown || isSymbol(codePoint)))
                    || (between && Character.getType(codePoint) == Character.MATH_SYMBOL);
        }

        private boolean isPicture(int at, int next) {
            return Unsent.isPicture(text, at, next);
        }

        /** A character of a script without spaces is a word, unless the model knows none there. */
        private boolean isAlone(int at, int next) {
            return Alphabet.isUnspaced(text.codePointAt(at)) && isSent(at, next);
        }

        private boolean isDigit(int at) {
            return at >= from && at < to && Character.isDigit(text.codePointAt(at));
        }

        private void close(int end, List<Span> spans) {
            if (wordStart >= 0 && unknown) {
                int last = spans.size() - 1;
                boolean next = lastEnd >= 0 && text.substring(lastEnd, wordStart).equals(" ");
                if (next) {
                    spans.set(last, new Span(spans.get(last).start(), end));
                } else {
                    spans.add(new Span(wordStart, end));
                }
                lastEnd = end;
            }
            wordStart = -1;
            unknown = false;
        }
    }

    private static boolean isSymbol(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.MATH_SYMBOL
                || type == Character.CURRENCY_SYMBOL
                || type == Character.MODIFIER_SYMBOL
                || type == Character.OTHER_SYMBOL;
    }

    private static boolean isWord(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || type == Character.OTHER_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
