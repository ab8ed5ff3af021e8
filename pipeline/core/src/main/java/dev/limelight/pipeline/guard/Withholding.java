package dev.limelight.pipeline.guard;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.GuardAction;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.guard.detect.Suspicion;
import dev.limelight.pipeline.guard.unicode.UnicodeDetector;
import dev.limelight.pipeline.source.SourceText;
import dev.limelight.pipeline.source.Withheld;
import dev.limelight.pipeline.source.Withheld.Piece;
import dev.limelight.pipeline.text.layout.Lines;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds what of a document models may not read: hidden characters that {@code unicode} has found,
 * whatever its action, and each sentence with a finding whose action is {@code mask}. A sentence
 * goes as a whole, because a detector that finds a part of what was planted has found the sentence,
 * and because an excerpt of a summary is a whole slice of the document.
 *
 * <p>Linear in the text. Not thread-safe.
 */
final class Withholding {

    private final GuardReport report;
    private final String text;
    private final BitSet hidden = new BitSet();
    private final BitSet masked = new BitSet();

    private Withholding(GuardReport report) {
        this.report = report;
        this.text = report.document().text();
    }

    /** Of what was found. */
    static Withholding of(GuardReport report) {
        var withholding = new Withholding(report);
        report.findings().forEach(withholding::add);
        withholding.hidden.andNot(withholding.masked);
        return withholding;
    }

    /** Whether sentences are withheld. */
    boolean isMasking() {
        return !masked.isEmpty();
    }

    /** What a reader of the results must know. */
    List<Flag> flags() {
        List<Flag> flags = new ArrayList<>(List.of(Flag.GUARD_FINDINGS));
        if (!hidden.isEmpty()) {
            flags.add(Flag.HIDDEN_CHARACTERS);
        }
        if (isMasking()) {
            flags.add(Flag.MASKED);
        }
        return flags;
    }

    /** The pieces of the document as it came in. */
    Withheld withheld() {
        int units = hidden.cardinality() + masked.cardinality();
        return units == 0
                ? Withheld.NOTHING
                : new Withheld(pieces(), (double) units / text.length());
    }

    private void add(Finding finding) {
        Suspicion span = finding.suspicion();
        if (finding.action() == GuardAction.MASK) {
            mask(span.start(), span.end());
        }
        if (finding.detector().equals(UnicodeDetector.NAME)) {
            hide(span.start(), span.end());
        }
    }

    private void hide(int start, int end) {
        for (int at = start; at < end; at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            if (isHidden(point)) {
                hidden.set(at, at + Character.charCount(point));
            }
        }
    }

    /** Whether a reader sees nothing of a character, not even a space. */
    private static boolean isHidden(int point) {
        int type = UCharacter.getType(point);
        return UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                || type == Character.FORMAT
                || (type == Character.CONTROL && !UCharacter.isUWhiteSpace(point));
    }

    private void mask(int start, int end) {
        masked.set(start, end);
        List<Sentence> sentences = report.document().sentences();
        for (int i = firstEndingBehind(start);
                i < sentences.size() && sentences.get(i).start() < end;
                i++) {
            Sentence sentence = sentences.get(i);
            masked.set(sentence.start(), withSpaces(sentence));
        }
    }

    /** The index of the first sentence that ends behind a position. */
    private int firstEndingBehind(int position) {
        List<Sentence> sentences = report.document().sentences();
        int low = 0;
        int high = sentences.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (sentences.get(middle).end() > position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The end of a sentence with the spaces behind it, where there are some before it, too. */
    private int withSpaces(Sentence sentence) {
        int end = sentence.end();
        boolean isBehindSpace =
                sentence.start() == 0 || Lines.isSpace(text.charAt(sentence.start() - 1));
        while (isBehindSpace && end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    private List<Piece> pieces() {
        Document document = report.document();
        var pieces = new Pieces(document.source());
        var all = (BitSet) hidden.clone();
        all.or(masked);
        for (int at = all.nextSetBit(0); at >= 0; at = all.nextSetBit(at)) {
            int next = at + Character.charCount(text.codePointAt(at));
            pieces.add(at, next, masked.get(at));
            at = next;
        }
        return pieces.done();
    }

    /** Pieces of a source that grow by characters of its text; the marks of markup stay. */
    private static final class Pieces {

        private final SourceText source;
        private final List<Piece> pieces = new ArrayList<>();
        private int start;
        private int end;
        private boolean isWhole;

        Pieces(SourceText source) {
            this.source = source;
        }

        void add(int unit, int next, boolean isMasked) {
            if (!source.isInSource(unit)) {
                return;
            }
            int from = Math.max(end, source.start(unit));
            int to = Math.max(from, source.end(next));
            if (from > end || isMasked != isWhole) {
                close();
                start = from;
                isWhole = isMasked;
            }
            end = to;
        }

        List<Piece> done() {
            close();
            return pieces;
        }

        private void close() {
            if (end > start) {
                pieces.add(new Piece(start, source.source().substring(start, end), isWhole));
            }
            start = end;
        }
    }
}
