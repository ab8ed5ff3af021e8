package dev.limelight.pipeline.console;

import dev.limelight.connectors.record.SourcePosition;

/**
 * What a page is told of one record: enough for a line, never the whole text.
 *
 * @param position where the record lies
 * @param documentId the document that it is about; empty where that is not known
 * @param json one line of JSON
 */
record ConsoleEvent(SourcePosition position, String documentId, String json) {

    /** The event in the form of server-sent events (WHATWG HTML, 9.2). */
    String frame() {
        return "id: " + Positions.text(position) + "\ndata: " + json + "\n\n";
    }
}
