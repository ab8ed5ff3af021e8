package dev.limelight.pipeline.guard.unicode;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterDirection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Finds controls that reorder text without reason: overrides, embeddings and isolates that are not
 * closed in their line (Boucher and Anderson 2021, "Trojan Source"), those from right to left
 * around text without a letter that is written so, and marks of direction inside a word.
 */
final class BidiControls {

    private static final char LRM = '\u200e';
    private static final char RLM = '\u200f';
    private static final char ALM = '\u061c';
    private static final char LRE = '\u202a';
    private static final char RLE = '\u202b';
    private static final char PDF = '\u202c';
    private static final char LRO = '\u202d';
    private static final char RLO = '\u202e';
    private static final char LRI = '\u2066';
    private static final char RLI = '\u2067';
    private static final char FSI = '\u2068';
    private static final char PDI = '\u2069';

    private final String text;
    private final List<Trick> tricks = new ArrayList<>();
    private final Deque<Integer> open = new ArrayDeque<>();
    private final List<Integer> unopened = new ArrayList<>();
    private int rightToLeft;
    private int beforeLine;
    private final Deque<Integer> before = new ArrayDeque<>();

    private BidiControls(String text) {
        this.text = text;
    }

    /** All of a text, in order. */
    static List<Trick> in(String text) {
        var found = new BidiControls(text);
        for (int i = 0; i < text.length(); i++) {
            found.look(i, text.charAt(i));
        }
        found.endLine();
        found.tricks.sort(Comparator.comparingInt(Trick::start));
        return found.tricks;
    }

    private void look(int at, char unit) {
        switch (unit) {
            case '\n' -> endLine();
            case LRO, RLO -> {
                add(at);
                open(at);
            }
            case LRE, RLE, LRI, RLI, FSI -> open(at);
            case PDF, PDI -> close(at);
            case LRM, RLM, ALM -> mark(at);
            default -> rightToLeft += isRightToLeft(at, unit) ? 1 : 0;
        }
    }

    private void open(int at) {
        open.push(at);
        before.push(rightToLeft);
    }

    private void close(int at) {
        if (open.isEmpty()) {
            unopened.add(at);
            return;
        }
        int start = open.pop();
        boolean isEmpty = before.pop() == rightToLeft;
        char opener = text.charAt(start);
        if (isEmpty && (opener == RLE || opener == RLI)) {
            add(start);
        }
    }

    /**
     * An override was added when it came; what closes nothing has no effect beside such letters.
     */
    private void endLine() {
        if (rightToLeft == beforeLine) {
            unopened.forEach(this::add);
        }
        unopened.clear();
        beforeLine = rightToLeft;
        for (int start : open) {
            char opener = text.charAt(start);
            if (opener != LRO && opener != RLO) {
                add(start);
            }
        }
        open.clear();
        before.clear();
    }

    private void mark(int at) {
        boolean inside =
                at > 0
                        && at + 1 < text.length()
                        && Character.isLetter(text.codePointBefore(at))
                        && Character.isLetter(text.codePointAt(at + 1))
                        && !isRightToLeft(at - 1, text.charAt(at - 1))
                        && !isRightToLeft(at + 1, text.charAt(at + 1));
        if (inside) {
            add(at);
        }
    }

    private boolean isRightToLeft(int at, char unit) {
        if (unit < '\u0590') {
            return false;
        }
        int direction = UCharacter.getDirection(text.codePointAt(at));
        return direction == UCharacterDirection.RIGHT_TO_LEFT
                || direction == UCharacterDirection.RIGHT_TO_LEFT_ARABIC;
    }

    private void add(int at) {
        tricks.add(new Trick(at, at + 1, Deceit.REORDERING));
    }
}
