package dev.limelight.pipeline.document;

import com.ibm.icu.text.BreakIterator;

/** Grapheme clusters of one text. Not thread-safe. */
final class Graphemes {

    private final String text;
    private final BreakIterator clusters;

    Graphemes(String text, BreakIterator clusters) {
        this.text = text;
        this.clusters = clusters;
        clusters.setText(text);
    }

    /** The last boundary that is not behind {@code at}. */
    int floor(int at) {
        return clusters.isBoundary(at) ? at : clusters.preceding(at);
    }

    /** The first boundary that is not before {@code at}. */
    int ceiling(int at) {
        return at == text.length() || clusters.isBoundary(at) ? at : clusters.following(at);
    }

    /** Whether what ends at {@code end} and what begins at {@code next} share no cluster. */
    boolean separates(int end, int next) {
        return ceiling(end) <= floor(next);
    }
}
