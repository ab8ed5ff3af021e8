package dev.limelight.pipeline.translate.source;

import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.layout.LineHyphens;
import dev.limelight.pipeline.text.layout.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text that a model gets for a fragment of a document, and what it does not get: runs between
 * words that are more than one space are one space in it, protected stretches are placeholders,
 * currency signs that the model lacks are left out before their numbers, and words that a hyphen at
 * the end of a line divides are whole. Immutable.
 */
public final class ModelText {

    /** A number that names something, such as a telephone; models copy it better than a name. */
    private static final Pattern NUMBER = Pattern.compile("[+(]?\\d(?:[\\d()./-]| (?! )){0,62}\\d");

    private final String text;
    private final int[] starts;
    private final int[] ends;
    private final List<Run> runs;
    private final List<Placeholder> placeholders;
    private final List<CurrencySign> signs;

    /**
     * What stands between two words of the source and is more than a space: line breaks with the
     * quote marks behind them, wide gaps, emoji.
     *
     * @param at where in the model's text: the place of the space that stands for it, 0, or the end
     * @param content all of it, as in the source
     */
    public record Run(int at, String content) {

        /** Whether it is white space only. */
        public boolean isBlank() {
            return content.codePoints().allMatch(Unsent::isSpace);
        }
    }

    /**
     * What the model gets for a protected stretch.
     *
     * @param at first unit in the model's text
     * @param name a word, or the content where that is a number
     * @param content what it stands for
     */
    public record Placeholder(int at, String name, String content) {

        /** Whether it stands for itself. */
        public boolean isItself() {
            return name.equals(content);
        }
    }

    /**
     * A currency sign that the model does not get.
     *
     * @param at where the number behind it begins in the model's text
     * @param content the sign
     */
    public record CurrencySign(int at, String content) {}

    private ModelText(Builder builder) {
        this.text = builder.out.toString();
        this.starts = builder.starts.stream().mapToInt(Integer::intValue).toArray();
        this.ends = builder.ends.stream().mapToInt(Integer::intValue).toArray();
        this.runs = List.copyOf(builder.runs);
        this.placeholders = List.copyOf(builder.placeholders);
        this.signs = List.copyOf(builder.signs);
    }

    /**
     * The model's text for {@code [start, end)} of a document's text; numbers stand as they are.
     */
    public static ModelText of(KeptSpans document, int start, int end) {
        return new ModelText(new Builder(document, end, false).read(start));
    }

    /** Likewise, with names for protected numbers, too: for a model that did not copy them. */
    public static ModelText named(KeptSpans document, int start, int end) {
        return new ModelText(new Builder(document, end, true).read(start));
    }

    /** What the model gets; may be empty. */
    public String text() {
        return text;
    }

    /** In order. */
    public List<Run> runs() {
        return runs;
    }

    /** In order; each name that is a word is once in the text. */
    public List<Placeholder> placeholders() {
        return placeholders;
    }

    /** In order. */
    public List<CurrencySign> currencySigns() {
        return signs;
    }

    /** Where in the document {@code [start, end)} of the model's text is; not empty. */
    public Span origin(int start, int end) {
        return new Span(starts[start], ends[end - 1]);
    }

    /** Where in the document a cut at {@code at} of the model's text is; inside the text. */
    public int originOfCut(int at) {
        return starts[at];
    }

    /** Reads a stretch of a document from its start to its end. */
    private static final class Builder {

        private final KeptSpans kept;
        private final String document;
        private final int end;
        private final StringBuilder out = new StringBuilder();
        private final List<Integer> starts = new ArrayList<>();
        private final List<Integer> ends = new ArrayList<>();
        private final List<Run> runs = new ArrayList<>();
        private final List<Placeholder> placeholders = new ArrayList<>();
        private final List<CurrencySign> signs = new ArrayList<>();
        private final boolean named;

        /** Where the sign before the next character begins; -1 for none. */
        private int signStart = -1;

        Builder(KeptSpans kept, int end, boolean named) {
            this.named = named;
            this.kept = kept;
            this.document = kept.text();
            this.end = end;
        }

        Builder read(int start) {
            PlaceholderNames names = new PlaceholderNames(document.substring(start, end));
            int at = start;
            for (Span span : kept.in(start, end)) {
                plain(at, span.start());
                String content = document.substring(span.start(), span.end());
                if (kept.isCurrencySign(span) && span.end() < end) {
                    signs.add(new CurrencySign(out.length(), content));
                    signStart = span.start();
                } else if (!named && NUMBER.matcher(content).matches()) {
                    placeholders.add(new Placeholder(out.length(), content, content));
                    plain(span.start(), span.end());
                } else {
                    placeholder(span, names.next(), content);
                }
                at = span.end();
            }
            plain(at, end);
            return this;
        }

        private void placeholder(Span span, String name, String content) {
            placeholders.add(new Placeholder(out.length(), name, content));
            append(name, span.start(), span.end());
        }

        private void plain(int start, int limit) {
            int at = start;
            while (at < limit) {
                int next = kept.characterEnd(at, limit);
                LineHyphens.Kind hyphen = LineHyphens.kind(document, at);
                if (isJoined(hyphen) && LineHyphens.next(document, at) <= limit) {
                    if (hyphen == LineHyphens.Kind.OWN) {
                        append("-", at, next);
                    }
                    next = LineHyphens.next(document, at);
                } else if (isBetween(at, next)) {
                    next = runEnd(at, limit);
                    run(at, next);
                } else {
                    character(at, next);
                }
                at = next;
            }
        }

        private static boolean isJoined(LineHyphens.Kind hyphen) {
            return hyphen == LineHyphens.Kind.DIVIDES || hyphen == LineHyphens.Kind.OWN;
        }

        /** A letter with its marks, each at its own place; two words may meet within it. */
        private void character(int start, int limit) {
            int next;
            for (int at = start; at < limit; at = next) {
                int codePoint = document.codePointAt(at);
                next = Math.min(limit, at + Character.charCount(codePoint));
                if (!Unsent.isInvisible(codePoint)) {
                    append(document.substring(at, next), at, next);
                }
            }
        }

        private int runEnd(int start, int limit) {
            int at = start;
            boolean lineStart = false;
            while (at < limit) {
                int codePoint = document.codePointAt(at);
                int next = kept.characterEnd(at, limit);
                boolean quote = lineStart && codePoint == '>';
                if (!quote && !isBetween(at, next) && !goesAlong(codePoint)) {
                    return at;
                }
                lineStart = continuesLineStart(lineStart, codePoint);
                at = next;
            }
            return limit;
        }

        /** White space, emoji, pictures and signs that the model does not know. */
        private boolean isBetween(int at, int next) {
            int codePoint = document.codePointAt(at);
            return Unsent.isSpace(codePoint)
                    || Unsent.isPicture(document, at, next)
                    || (!Unsent.isInvisible(codePoint) && !kept.isSent(at, next));
        }

        private static boolean goesAlong(int codePoint) {
            return Unsent.isJoiner(codePoint) || Unsent.isInvisible(codePoint);
        }

        private static boolean continuesLineStart(boolean lineStart, int codePoint) {
            boolean isBreak = Unsent.isSpace(codePoint) && Lines.isBreak((char) codePoint);
            return isBreak || (lineStart && (codePoint == '>' || Unsent.isSpace(codePoint)));
        }

        private void run(int start, int next) {
            String content = document.substring(start, next);
            boolean outer = out.isEmpty() || next == end;
            if (outer || !isPlain(content)) {
                runs.add(new Run(out.length(), content));
            }
            if (!outer) {
                append(" ", start, next);
            }
        }

        /** One space of any width; it need not be put back. */
        private static boolean isPlain(String content) {
            return content.length() == 1
                    && content.charAt(0) != '\t'
                    && !Lines.isBreak(content.charAt(0))
                    && Unsent.isSpace(content.charAt(0));
        }

        private void append(String fragment, int start, int stop) {
            out.append(fragment);
            int first = signStart < 0 ? start : signStart;
            signStart = -1;
            for (int i = 0; i < fragment.length(); i++) {
                starts.add(first);
                ends.add(stop);
            }
        }
    }
}
