package dev.limelight.pipeline.text.layout;

/**
 * Tells what a block is on the page, stanza by stanza in order; a stanza is the lines between two
 * blank ones. Not thread-safe: one instance a text.
 */
final class BlockKinds {

    private static final int MOST_HEADING_CHARS = 120;
    private static final int MOST_HEADING_WORDS = 16;
    private static final int MOST_WITHOUT_STOPS = 6;
    private static final int LEAST_PARAGRAPH = 100;
    private static final int LEAST_CLAUSE = 60;
    private static final int CODE_INDENT = 4;
    private static final String CODE_SIGNS = "{}()[]=<>|\\$";

    private final Page page;
    private final Letters letters;
    private final boolean allQuoted;
    private boolean fence;
    private int start;
    private int end;
    private int next;
    private boolean started;
    private boolean title;
    private boolean signature;

    BlockKinds(Page page) {
        this.page = page;
        this.letters = new Letters(page);
        this.allQuoted = page.lines().stream().allMatch(line -> line.blank() || line.quotes() > 0);
    }

    /** Begins with the stanza of the lines {@code [start, end)}. */
    void enter(int start, int end) {
        this.signature = signature && letters.shortLine(start);
        this.start = start;
        this.end = end;
        this.next = end;
        while (next < page.lines().size() && page.blank(next)) {
            next++;
        }
        this.title = !started && isTitle();
        this.started = true;
    }

    /** Whether a line is inside a fenced code block, where each line stands alone. */
    boolean fenced(int line) {
        return fence || page.mark(line) == LineMark.FENCE;
    }

    /** The kind of the block of the lines {@code [first, last]}; to be asked in order. */
    SentenceKind of(int first, int last) {
        LineMark mark = page.mark(first);
        if (mark == LineMark.FENCE) {
            fence = !fence;
            return SentenceKind.FRAME;
        }
        if (fence || mark == LineMark.RULE || mark == LineMark.FIELD) {
            signature = false;
            return SentenceKind.FRAME;
        }
        boolean quoted = page.line(first).quotes() > 0 && !allQuoted;
        if (quoted || frame(first) || code(first, last)) {
            return SentenceKind.FRAME;
        }
        return content(first, last, mark);
    }

    private SentenceKind content(int first, int last, LineMark mark) {
        if (mark == LineMark.HASH || heading(first, last)) {
            return SentenceKind.HEADING;
        }
        boolean clause = mark == LineMark.NUMBER && clause(first, last);
        return mark == LineMark.NONE || clause ? SentenceKind.PROSE : SentenceKind.LIST_ITEM;
    }

    /** A numbered paragraph of running text, as laws and contracts have them. */
    private boolean clause(int first, int last) {
        boolean alone = first == start && last == end - 1;
        int length = page.line(last).end() - page.line(first).content();
        return alone
                && length >= LEAST_CLAUSE
                && (page.endsSentence(last) || page.stop(last) == ':');
    }

    private boolean frame(int first) {
        if (!signature && letters.closing(first)) {
            signature = true;
        }
        return signature || (first == start && letters.greeting(first));
    }

    private boolean code(int first, int last) {
        TextLine line = page.line(first);
        return first == last
                && line.indent() >= CODE_INDENT
                && page.mark(first) == LineMark.NONE
                && page.text()
                        .substring(line.content(), line.end())
                        .chars()
                        .anyMatch(unit -> CODE_SIGNS.indexOf(unit) >= 0);
    }

    private boolean heading(int first, int last) {
        return first == last && (underlined(first) || (headingShape(first) && headsText(first)));
    }

    private boolean underlined(int line) {
        return line + 1 < end
                && page.mark(line + 1) == LineMark.RULE
                && "=-".indexOf(page.first(line + 1)) >= 0;
    }

    private boolean headingShape(int line) {
        LineMark mark = page.mark(line);
        return (mark == LineMark.NONE || mark == LineMark.NUMBER)
                && page.stop(line) == 0
                && page.line(line).length() <= MOST_HEADING_CHARS
                && page.words(line, MOST_HEADING_WORDS + 1) <= MOST_HEADING_WORDS
                && !Character.isLowerCase(page.first(line))
                && (!page.isStopless(line)
                        || page.words(line, MOST_WITHOUT_STOPS + 1) <= MOST_WITHOUT_STOPS);
    }

    /** Whether text of its own follows, and not one more line of the same sort. */
    private boolean headsText(int line) {
        if (line + 1 < end) {
            boolean longNext = page.line(line + 1).length() >= LEAST_PARAGRAPH;
            boolean paragraph = longNext && page.mark(line + 1) == LineMark.NONE;
            return (paragraph && line == start) || title;
        }
        return line == start ? textFollows(line) : title;
    }

    /** Whether the stanza is the first one, has no sentence, and is not all. */
    private boolean isTitle() {
        for (int i = start; i < end; i++) {
            if (page.stop(i) != 0 || page.mark(i) != LineMark.NONE) {
                return false;
            }
        }
        return textFollows(start);
    }

    private boolean textFollows(int line) {
        boolean item = page.mark(line) == LineMark.NUMBER;
        return next < page.lines().size()
                && page.mark(next) != LineMark.RULE
                && !(item && page.mark(next) == LineMark.NUMBER && headingLike(next));
    }

    /** Whether a numbered line is followed by a blank one, without a sentence's end. */
    private boolean headingLike(int line) {
        return page.blank(line + 1) && page.stop(line) == 0;
    }
}
