package dev.limelight.pipeline.text.boundary;

import dev.limelight.pipeline.language.LanguageProfile;
import dev.limelight.pipeline.language.LanguageProfile.Section;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.layout.Endings;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.text.script.Punctuation;
import dev.limelight.pipeline.text.script.Spacing;
import dev.limelight.pipeline.text.script.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where sentences may end in scripts that write no stops: Thai and its kin have spaces
 * between clauses and sentences alike. A space ends one behind {@value #USUAL} columns, or sooner
 * beside a word that sentences begin or end with; never beside a word that joins clauses. A guess:
 * two of three of its ends are right in Thai. Linear in the text. Immutable.
 */
public final class Clauses {

    private static final int USUAL = 50;
    private static final int LEAST = 15;
    private static final int MOST_WORD = 40;

    private final String text;
    private final LanguageProfile profile;

    /** For one text. */
    public Clauses(String text, LanguageProfile profile) {
        this.text = text;
        this.profile = profile;
    }

    /**
     * Where clauses end that may be sentences, ascending, each followed by white space; none where
     * a stop ends {@code [start, end)}.
     */
    public List<Integer> ends(int start, int end) {
        List<Integer> ends = new ArrayList<>();
        if (Punctuation.isStop(text, Endings.signEnd(text, start, end) - 1)) {
            return ends;
        }
        int columns = 0;
        for (int at = start; at < end; at++) {
            boolean gap = at > start && Lines.isSpace(text.charAt(at)) && !isSpace(at - 1);
            if (gap && columns >= LEAST && endsAt(start, at, nextInk(at, end), columns)) {
                ends.add(at);
                columns = 0;
            }
            columns += Spacing.columns(text.charAt(at));
        }
        return ends;
    }

    private boolean isSpace(int at) {
        return Lines.isSpace(text.charAt(at));
    }

    private int nextInk(int at, int end) {
        int next = at;
        while (next < end && isSpace(next)) {
            next++;
        }
        return next;
    }

    private boolean endsAt(int start, int at, int next, int columns) {
        boolean letters =
                next < text.length()
                        && Spacing.isComplex(text.codePointBefore(at))
                        && (Spacing.isComplex(text.codePointAt(next))
                                || Punctuation.mayOpen(text, next));
        if (!letters || text.charAt(next) == '(') {
            return false;
        }
        String before = wordBefore(start, at);
        String after =
                text.substring(
                        next, Words.end(text, next, Math.min(text.length(), next + MOST_WORD)));
        if (profile.has(Section.UNFINISHED, before) || profile.has(Section.JOINING, after)) {
            return false;
        }
        boolean strong = profile.has(Section.ENDING, before) || profile.has(Section.STARTER, after);
        return strong || columns >= USUAL;
    }

    private String wordBefore(int start, int at) {
        int from = Math.max(start, at - MOST_WORD);
        List<Span> words = Words.of(text.substring(from, at));
        if (words.isEmpty()) {
            return "";
        }
        Span last = words.get(words.size() - 1);
        return text.substring(from + last.start(), from + last.end());
    }
}
