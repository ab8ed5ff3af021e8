package dev.limelight.pipeline.document;

import java.util.List;

/**
 * A text in sentences, as it is chunked and read by a model.
 *
 * @param text the text; positions count its UTF-16 units
 * @param sentences all sentences in order; every character outside them is white space
 * @param language BCP 47
 */
public record Text(String text, List<Sentence> sentences, String language) {}
