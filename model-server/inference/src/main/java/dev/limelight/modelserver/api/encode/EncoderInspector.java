package dev.limelight.modelserver.api.encode;

/**
 * An encoder that shows what it computes inside, one text at a time. Thread-safe. Whoever opened it
 * closes it.
 */
public interface EncoderInspector extends AutoCloseable {

    ModelInfo info();

    /**
     * Reads a text.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code TOO_LARGE} for more tokens than
     *     the model has positions for
     */
    Inspected inspect(String text);

    /**
     * Shows one head.
     *
     * @param layer from 0
     * @param head from 0
     * @throws dev.limelight.modelserver.api.ModelException {@code INVALID} for one that there is
     *     not, {@code TOO_LARGE} likewise
     */
    InspectedHead head(String text, int layer, int head);

    @Override
    void close();
}
