package dev.limelight.pipeline.translate;

import dev.limelight.pipeline.document.Document;

/**
 * A document and one language to translate it into.
 *
 * @param document the document
 * @param target BCP 47
 */
public record TranslationTask(Document document, String target) {}
