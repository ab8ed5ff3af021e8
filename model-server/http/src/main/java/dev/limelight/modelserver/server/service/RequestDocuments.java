package dev.limelight.modelserver.server.service;

import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes documents of the texts in requests, with the checks of the job, so that the same text is
 * refused in the same words. Thread-safe.
 */
final class RequestDocuments {

    private static final SourcePosition NOWHERE = new SourcePosition("http", 0, 0);

    private final DocumentParser parser = DocumentParser.ofTexts();

    /**
     * The document.
     *
     * @param language BCP 47; null to detect it
     * @throws ModelException {@code INVALID} with why it cannot be one
     */
    Document document(
            String id, String text, @Nullable String language, Map<String, String> metadata) {
        var input =
                new InputRecord(
                        NOWHERE,
                        System.currentTimeMillis(),
                        id.getBytes(StandardCharsets.UTF_8),
                        text.getBytes(StandardCharsets.UTF_8),
                        Map.of());
        var record = new DocumentRecord(id, text, null, language, null, null, metadata);
        Parsed parsed = parser.parse(record, input);
        Document document = parsed.document();
        if (document == null) {
            throw new ModelException(
                    Category.INVALID, parsed.rejections().get(0).failure().error());
        }
        return document;
    }
}
