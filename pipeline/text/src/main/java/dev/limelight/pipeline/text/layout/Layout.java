package dev.limelight.pipeline.text.layout;

import dev.limelight.pipeline.cancel.Interruption;
import dev.limelight.pipeline.language.LanguageProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into blocks by its layout: blank lines, list marks, headings, quoted lines, tables.
 *
 * <p>Every line that is not blank is in one block. Linear in the text's length. Not thread-safe:
 * one instance a text.
 */
public final class Layout {

    private final Page page;
    private final Wrapping wrapping;
    private final BlockKinds kinds;
    private final List<Block> blocks = new ArrayList<>();
    private int paragraph = -1;

    private Layout(Page page) {
        this.page = page;
        this.wrapping = new Wrapping(page);
        this.kinds = new BlockKinds(page);
    }

    /** The blocks of {@code text}, in order. */
    public static List<Block> of(String text, LanguageProfile profile) {
        return new Layout(Page.of(text, profile)).blocks();
    }

    private List<Block> blocks() {
        int line = 0;
        while (line < page.lines().size()) {
            Interruption.check();
            line = page.blank(line) ? line + 1 : stanza(line);
        }
        return blocks;
    }

    /** Adds the blocks of the lines up to the next blank one, and returns that one's number. */
    private int stanza(int first) {
        int end = first;
        while (!page.blank(end)) {
            end++;
        }
        kinds.enter(first, end);
        paragraph++;
        int line = first;
        while (line < end) {
            Interruption.check();
            int last = line;
            while (last + 1 < end && !kinds.fenced(last) && wrapping.joins(last)) {
                last++;
            }
            add(line, last, line == first);
            line = last + 1;
        }
        return end;
    }

    private void add(int first, int last, boolean opensStanza) {
        SentenceKind kind = kinds.of(first, last);
        if (!opensStanza && kind == SentenceKind.PROSE) {
            paragraph++;
        }
        TextLine line = page.line(first);
        int start = line.start();
        while (Lines.isSpace(page.text().charAt(start))) {
            start++;
        }
        int markEnd = Marks.end(page.text(), line, page.mark(first));
        blocks.add(new Block(start, page.line(last).end(), markEnd, paragraph, kind));
    }
}
