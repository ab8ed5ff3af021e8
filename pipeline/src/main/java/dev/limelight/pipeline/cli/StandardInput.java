package dev.limelight.pipeline.cli;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text on standard input as a document. */
final class StandardInput {

    private StandardInput() {}

    /**
     * Reads it to its end, with the same checks as in the job, so that the same text is refused in
     * the same words.
     *
     * @param id the document's id
     * @param language BCP 47; null to detect it
     * @param html whether it is a page of HTML
     */
    static Document document(String id, @Nullable String language, boolean html)
            throws IOException, BadDocumentException {
        var input =
                new InputRecord(
                        new SourcePosition("standard-input", 0, 0),
                        System.currentTimeMillis(),
                        id.getBytes(StandardCharsets.UTF_8),
                        System.in.readAllBytes(),
                        Map.of("content-type", html ? "text/html" : "text/plain"));
        DocumentRecord record = withLanguage(new DocumentDecoder().decode(input), language);
        Parsed parsed = DocumentParser.ofTexts().parse(record, input);
        Document document = parsed.document();
        if (document == null) {
            throw new UsageException(parsed.rejections().get(0).error());
        }
        return document;
    }

    private static DocumentRecord withLanguage(DocumentRecord record, @Nullable String language) {
        return new DocumentRecord(
                record.id(), record.text(), null, language, null, null, record.metadata());
    }
}
