package dev.limelight.pipeline.guard;

import dev.limelight.pipeline.document.Document;
import java.util.List;

/**
 * What the guard found in a document.
 *
 * @param document the document
 * @param findings in the order of the text
 * @param score of the whole document, 0 to 1, by {@link DocumentScore}; from suspicions below the
 *     thresholds, too
 * @param policy what decided
 */
public record GuardReport(
        Document document, List<Finding> findings, double score, GuardPolicy policy) {}
