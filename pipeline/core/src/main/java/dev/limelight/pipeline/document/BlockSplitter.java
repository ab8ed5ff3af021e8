package dev.limelight.pipeline.document;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import dev.limelight.pipeline.cancel.Interruption;
import dev.limelight.pipeline.language.LanguageProfile;
import dev.limelight.pipeline.text.boundary.Boundaries;
import dev.limelight.pipeline.text.boundary.Clauses;
import dev.limelight.pipeline.text.layout.Block;
import dev.limelight.pipeline.text.layout.Lines;
import java.util.List;

/** Cuts the blocks of one text into sentences. Not thread-safe: one instance a text. */
final class BlockSplitter {

    private final String text;
    private final Boundaries boundaries;
    private final Clauses clauses;
    private final BreakIterator sentences;
    private final Graphemes graphemes;

    BlockSplitter(
            String text,
            LanguageProfile profile,
            BreakIterator sentences,
            BreakIterator graphemes) {
        this.text = text;
        this.boundaries = new Boundaries(text, profile);
        this.clauses = new Clauses(text, profile);
        this.sentences = sentences;
        this.graphemes = new Graphemes(text, graphemes);
    }

    void split(Block block, List<Sentence> result) {
        sentences.setText(plain(block));
        int start = block.start();
        int signs = start;
        for (int at = sentences.next(); at != BreakIterator.DONE; at = sentences.next()) {
            Interruption.check();
            int proposed = boundaries.settled(block.start(), block.start() + at, block.end());
            for (; signs < Math.min(proposed, block.end()); signs++) {
                int place = boundaries.place(signs, block.end());
                if (place > start) {
                    start = propose(block, start, place, false, result);
                }
            }
            start = propose(block, start, proposed, true, result);
        }
        if (start < block.end()) {
            add(block, start, block.end(), result);
        }
    }

    /**
     * Ends a sentence at {@code at} if one ends there; returns where the open one begins.
     *
     * @param unicode whether Unicode's rules end one there
     */
    private int propose(Block block, int start, int at, boolean unicode, List<Sentence> result) {
        int next = skipSpace(at, block.end());
        next = skipEmoji(next, block.end());
        int end = trim(start, next);
        if (end <= start || next >= block.end() || end <= block.markEnd()) {
            return start;
        }
        int stop = trim(start, at);
        if (stop <= start || !ends(block.start(), stop, skipSpace(at, next), unicode)) {
            return start;
        }
        if (!graphemes.separates(end, next)) {
            return start;
        }
        add(block, start, end, result);
        return next;
    }

    private boolean ends(int start, int stop, int next, boolean unicode) {
        return unicode
                ? boundaries.ends(start, stop, next)
                : boundaries.endsUnproposed(start, stop, next);
    }

    private void add(Block block, int start, int end, List<Sentence> result) {
        int from = start;
        for (int clause : clauses.ends(start, end)) {
            int next = skipSpace(clause, end);
            if (next < end && graphemes.separates(clause, next)) {
                addWhole(block, from, clause, result);
                from = next;
            }
        }
        addWhole(block, from, end, result);
    }

    private void addWhole(Block block, int start, int end, List<Sentence> result) {
        int from = graphemes.floor(start);
        int to = graphemes.ceiling(end);
        int marks = from == block.start() ? Math.min(to, markEnd(block)) : from;
        result.add(new Sentence(from, to, marks, block.paragraph(), block.kind()));
    }

    /** Where the words of a block begin, behind its quote marks and its mark. */
    private int markEnd(Block block) {
        int at = block.start();
        while (at < block.end() && (text.charAt(at) == '>' || isGap(text.charAt(at)))) {
            at++;
        }
        int lineEnd = at;
        while (lineEnd < block.end() && !Lines.isBreak(text.charAt(lineEnd))) {
            lineEnd++;
        }
        // Of a line that is one piece, a row for instance, the layout says that its mark is all.
        return block.markEnd() < lineEnd ? Math.max(at, block.markEnd()) : at;
    }

    private static boolean isGap(char unit) {
        return Lines.isSpace(unit) && !Lines.isBreak(unit);
    }

    /** The block with line breaks and quote marks as spaces, unit for unit. */
    private String plain(Block block) {
        char[] plain = text.substring(block.start(), block.end()).toCharArray();
        boolean lineStart = true;
        for (int i = 0; i < plain.length; i++) {
            boolean quoteMark = lineStart && plain[i] == '>';
            if (Lines.isBreak(plain[i])) {
                lineStart = true;
            } else if (!quoteMark && !Lines.isSpace(plain[i])) {
                lineStart = false;
            }
            plain[i] = quoteMark || Lines.isBreak(plain[i]) ? ' ' : plain[i];
        }
        return new String(plain);
    }

    private int skipSpace(int from, int end) {
        int at = from;
        while (at < end && Lines.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int trim(int start, int from) {
        int at = from;
        while (at > start && Lines.isSpace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** Passes emoji behind a stop, which belong to the sentence before, and the space behind. */
    private int skipEmoji(int from, int end) {
        int at = from;
        while (at < end && isEmoji(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        int next = skipSpace(at, end);
        return next > at || at == end ? next : from;
    }

    private static boolean isEmoji(int codePoint) {
        return UCharacter.hasBinaryProperty(codePoint, UProperty.EXTENDED_PICTOGRAPHIC)
                || UCharacter.hasBinaryProperty(codePoint, UProperty.EMOJI_MODIFIER)
                || UCharacter.hasBinaryProperty(codePoint, UProperty.REGIONAL_INDICATOR)
                || codePoint == 0x200D
                || codePoint == 0xFE0F;
    }
}
