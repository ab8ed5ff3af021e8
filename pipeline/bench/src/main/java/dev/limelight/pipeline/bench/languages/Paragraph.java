package dev.limelight.pipeline.bench.languages;

import com.ibm.icu.lang.UCharacter;
import dev.limelight.pipeline.text.script.Spacing;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Sentences that somebody divided, joined to one paragraph as their script joins them.
 *
 * @param text the paragraph
 * @param ends where sentences end in it, the last one left out; as numbers of characters that are
 *     no white space
 */
record Paragraph(String text, TreeSet<Integer> ends) {

    /** Of sentences, at least one, each with a character that is no white space. */
    static Paragraph of(List<String> sentences) {
        var text = new StringBuilder();
        var ends = new TreeSet<Integer>();
        for (String sentence : sentences) {
            if (text.length() > 0) {
                ends.add(inked(text, text.length()));
                int before = text.codePointBefore(text.length());
                text.append(Spacing.betweenSentences(before, sentence.codePointAt(0)));
            }
            text.append(sentence);
        }
        return new Paragraph(text.toString(), ends);
    }

    /** How ends that a program found fit; offsets into the text. */
    EndScore score(Collection<Integer> offsets) {
        var found = new TreeSet<Integer>();
        offsets.forEach(offset -> found.add(inked(text, offset)));
        found.remove(0);
        found.remove(inked(text, text.length()));
        var right = new TreeSet<>(found);
        right.retainAll(ends);
        return new EndScore(right.size(), found.size(), ends.size());
    }

    private static int inked(CharSequence text, int end) {
        int ink = 0;
        for (int at = 0; at < end; at++) {
            ink += UCharacter.isUWhiteSpace(text.charAt(at)) ? 0 : 1;
        }
        return ink;
    }
}
