package dev.limelight.pipeline.sink;

import dev.limelight.connectors.record.ScoredSpan;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.markup.PageText;
import org.jspecify.annotations.Nullable;

/**
 * Converts positions in a document's text, as the stages count, into code points of the original
 * document, which for HTML is the page. Not thread-safe; ascending positions are cheap.
 */
final class SourcePositions {

    private final @Nullable PageText page;
    private final String source;
    private final CodePoints points;

    SourcePositions(Document document) {
        String html = document.html();
        this.page = html == null ? null : PageText.of(html);
        this.source = html == null ? document.text() : html;
        this.points = new CodePoints(source);
    }

    /** Where the unit at a position begins. */
    int start(int unit) {
        return points.at(startUnit(unit));
    }

    /** Where the unit before a position ends. */
    int end(int unit) {
        return points.at(endUnit(unit));
    }

    /** What stands there in the document as it came in. */
    String slice(int start, int end) {
        return source.substring(startUnit(start), endUnit(end));
    }

    ScoredSpan span(int start, int end, double score) {
        return new ScoredSpan(start(start), end(end), score);
    }

    private int startUnit(int unit) {
        return page == null ? unit : page.start(unit);
    }

    private int endUnit(int unit) {
        return page == null ? unit : page.end(unit);
    }
}
