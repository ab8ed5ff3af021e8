package dev.limelight.pipeline.summarize.abstractive;

/**
 * A stretch of a text and what it stands on: a word of the document, which stands on itself, or a
 * sentence that the model wrote.
 *
 * @param start first UTF-16 unit in the text
 * @param end one past the last
 * @param tokens that the model wrote it in; 1 for a word of the document
 * @param light what it stands on
 */
record Stretch(int start, int end, int tokens, Light light) {

    Stretch moved(int by) {
        return new Stretch(start + by, end + by, tokens, light);
    }
}
