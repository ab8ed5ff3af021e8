package dev.limelight.pipeline.guard.detect;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as detectors see it. For one thread.
 *
 * <p>A model reads the sentences once, when the first detector asks for their vectors.
 */
public final class Inspected {

    private final Document document;
    private final @Nullable SentenceVectors model;
    private final List<String> sentences;
    private double @Nullable [][] vectors;

    /**
     * A document to inspect.
     *
     * @param model reads sentences; null where no detector asks for vectors
     */
    public Inspected(Document document, @Nullable SentenceVectors model) {
        this.document = document;
        this.model = model;
        this.sentences = document.sentences().stream().map(this::words).toList();
    }

    /** The document. */
    public Document document() {
        return document;
    }

    /** Its text. */
    public String text() {
        return document.text();
    }

    /** The text of each sentence, {@code [n]}, without its marks. */
    public List<String> sentences() {
        return sentences;
    }

    /** A vector of length 1 for each sentence, {@code [n, d]}. */
    public double[][] vectors() {
        if (vectors == null) {
            if (model == null) {
                throw new IllegalStateException(
                        "vectors of sentences without a model, expected a guard with one");
            }
            vectors = model.of(sentences);
        }
        return vectors;
    }

    /** The name of the model that makes the vectors; empty where it is not known. */
    public String modelId() {
        return model == null ? "" : model.modelId();
    }

    private String words(Sentence sentence) {
        return document.text().substring(sentence.markEnd(), sentence.end());
    }
}
