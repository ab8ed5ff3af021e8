package dev.limelight.pipeline.translate.source;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Divides the sentences of one document into what is translated and what is copied. Copied are the
 * marks of lists, headings and quoted lines, table bars, gaps between columns, code, and whatever
 * has no letter outside of addresses and the like. Not thread-safe: one instance a document; linear
 * in its length.
 */
public final class SentencePlanner {

    private static final int COLUMN_GAP = 3;

    private final String text;
    private final List<Sentence> sentences;
    private final KeptSpans kept;
    private final CodeLines code;
    private final CsvLines csv;

    /**
     * A planner for a document.
     *
     * @param kept what of it is not translated
     */
    public SentencePlanner(Document document, KeptSpans kept) {
        this.kept = kept;
        this.text = document.text();
        this.sentences = document.sentences();
        this.code = new CodeLines(text);
        this.csv = new CsvLines(text);
    }

    /** The plan of the sentence at an index: its fragments tile it. */
    public SentencePlan plan(int index) {
        Sentence sentence = sentences.get(index);
        List<Fragment> fragments = new ArrayList<>();
        if (sentence.kind() == SentenceKind.KEPT || code.holds(sentence)) {
            fragments.add(new Fragment(sentence.start(), sentence.end(), true));
        } else {
            copy(fragments, sentence.start(), sentence.markEnd());
            cells(fragments, sentence.markEnd(), sentence.end());
        }
        return new SentencePlan(sentence.start(), sentence.end(), fragments);
    }

    private static boolean isGap(char unit) {
        return Lines.isSpace(unit) && !Lines.isBreak(unit);
    }

    /**
     * Cuts at bars, tabs, wide gaps, and the quotes and separators of comma-separated values, but
     * not within what is kept: a filter of a template, for instance.
     */
    private void cells(List<Fragment> fragments, int from, int to) {
        BitSet inside = inside(from, to);
        int start = from;
        int at = from;
        while (at < to) {
            int next = runEnd(at, to);
            if (isSeparator(at, next, to) && !inside.get(at)) {
                cell(fragments, start, at);
                copy(fragments, at, next);
                start = next;
            }
            at = Math.max(next, at + 1);
        }
        cell(fragments, start, to);
    }

    /** The places where a cut would go through a kept stretch. */
    private BitSet inside(int from, int to) {
        BitSet inside = new BitSet();
        kept.in(from, to).forEach(span -> inside.set(span.start() + 1, span.end()));
        return inside;
    }

    /** One past the bars and spaces that begin here. */
    private int runEnd(int at, int to) {
        int end = at;
        while (end < to && (isBar(end) || isGap(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private boolean isSeparator(int at, int end, int to) {
        int columns = 0;
        boolean bar = false;
        for (int i = at; i < end; i++) {
            bar |= isBar(i);
            columns += text.charAt(i) == '\t' ? COLUMN_GAP : 1;
        }
        boolean lineEnds = end < to && Lines.isBreak(text.charAt(end));
        return bar || (columns >= COLUMN_GAP && !lineEnds);
    }

    private boolean isBar(int at) {
        return text.charAt(at) == '|' || csv.separates(at);
    }

    private void cell(List<Fragment> fragments, int start, int end) {
        if (kept.hasWords(start, end)) {
            fragments.add(new Fragment(start, end, false));
        } else {
            copy(fragments, start, end);
        }
    }

    private static void copy(List<Fragment> fragments, int start, int end) {
        if (start >= end) {
            return;
        }
        int last = fragments.size() - 1;
        if (last >= 0 && fragments.get(last).copied()) {
            fragments.set(last, new Fragment(fragments.get(last).start(), end, true));
        } else {
            fragments.add(new Fragment(start, end, true));
        }
    }
}
