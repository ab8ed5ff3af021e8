package dev.limelight.pipeline.config;

import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.codec.DocumentFormat;
import dev.limelight.connectors.codec.format.PassedHeaders;

/**
 * The settings of input documents: their form, their limits, and the headers that results carry.
 *
 * @param maxCharacters the longest document, in code points
 * @param format how documents are written on their topic
 * @param headers which headers of a document its results carry, too
 */
public record DocumentConfig(int maxCharacters, DocumentFormat format, PassedHeaders headers) {

    /** What reads them. */
    public DocumentDecoder decoder() {
        return new DocumentDecoder(maxCharacters, format);
    }
}
