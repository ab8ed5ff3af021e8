package dev.limelight.pipeline.translate.source;

import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.BitSet;

/**
 * Which lines of a text are program code: those between fences, the fences themselves, and indented
 * ones with the signs of code. Built in one pass over the text; immutable.
 */
final class CodeLines {

    private static final String SIGNS = "{}()[]=<>|\\$";
    private static final int INDENT = 4;
    private static final int TAB = 4;

    private final String text;
    private final BitSet fenced = new BitSet();

    CodeLines(String text) {
        this.text = text;
        boolean inside = false;
        for (int start = 0; start < text.length(); start = lineEnd(start) + 1) {
            boolean fence = isFence(start);
            if (fence || inside) {
                fenced.set(start, Math.min(lineEnd(start) + 1, text.length()));
            }
            inside ^= fence;
        }
    }

    /** Whether a sentence is code. */
    boolean holds(Sentence sentence) {
        return fenced.get(sentence.start())
                || (sentence.kind() == SentenceKind.FRAME && isIndentedCode(sentence));
    }

    private boolean isIndentedCode(Sentence sentence) {
        int columns = 0;
        int at = sentence.start();
        while (at > 0 && !Lines.isBreak(text.charAt(at - 1))) {
            at--;
            if (!Lines.isSpace(text.charAt(at))) {
                return false;
            }
            columns += text.charAt(at) == '\t' ? TAB : 1;
        }
        return columns >= INDENT
                && text.substring(sentence.start(), sentence.end())
                        .chars()
                        .anyMatch(unit -> SIGNS.indexOf(unit) >= 0);
    }

    /** A fence stands at a line's start, behind white space and quote marks. */
    private boolean isFence(int start) {
        int at = start;
        while (at < text.length() && isBefore(text.charAt(at))) {
            at++;
        }
        return text.startsWith("```", at) || text.startsWith("~~~", at);
    }

    private static boolean isBefore(char unit) {
        return unit == '>' || (Lines.isSpace(unit) && !Lines.isBreak(unit));
    }

    private int lineEnd(int start) {
        int at = start;
        while (at < text.length() && !Lines.isBreak(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
