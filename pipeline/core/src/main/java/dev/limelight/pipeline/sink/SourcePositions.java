package dev.limelight.pipeline.sink;

import dev.limelight.connectors.record.ScoredSpan;
import dev.limelight.pipeline.source.SourceText;

/**
 * Converts positions in a document's text, as the stages count, into code points of the original
 * document, markup included. Not thread-safe; ascending positions are cheap.
 */
final class SourcePositions {

    private final SourceText source;
    private final CodePoints points;

    SourcePositions(SourceText source) {
        this.source = source;
        this.points = new CodePoints(source.source());
    }

    /** Where the unit at a position begins. */
    int start(int unit) {
        return points.at(source.start(unit));
    }

    /** Where the unit before a position ends. */
    int end(int unit) {
        return points.at(source.end(unit));
    }

    /** What stands there in the document as it came in. */
    String slice(int start, int end) {
        return source.source().substring(source.start(start), source.end(end));
    }

    ScoredSpan span(int start, int end, double score) {
        return new ScoredSpan(start(start), end(end), score);
    }
}
