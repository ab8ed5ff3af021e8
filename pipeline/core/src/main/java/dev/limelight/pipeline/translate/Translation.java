package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.ModelRef;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.salience.ScoredWord;
import java.util.List;
import java.util.Map;

/**
 * A translated document.
 *
 * @param document the document; of a page of HTML, its text is the page
 * @param target BCP 47 of the language that it is in
 * @param text the whole translation: the segments with what is between the sentences, white space
 *     or markup
 * @param segments one for each sentence of the document
 * @param scores the share of its attention that the model gave to each sentence; >= 0, sum 1
 * @param words all words of the document with their shares, which add up to their sentence's
 * @param coverage share of the document's characters that the model read; what was copied because
 *     it has no words counts as read, code and addresses do not
 * @param model which weights
 * @param quality figures on the translation by name, see {@link Quality}
 * @param flags those of the document and of all segments, each once
 * @param queuedMs the longest that one of its requests waited
 * @param inferenceMs time in the model, summed over its requests
 */
public record Translation(
        Document document,
        String target,
        String text,
        List<Segment> segments,
        double[] scores,
        List<ScoredWord> words,
        double coverage,
        ModelRef model,
        Map<String, Double> quality,
        List<String> flags,
        double queuedMs,
        double inferenceMs) {

    /** Flag: the document was in the target language already; its own text stands for it. */
    public static final String SAME_LANGUAGE = "same-language";

    /** Flag: it went through a third language. */
    public static final String PIVOT = "pivot";

    /** Flag: a stretch with words, code or an address for instance, stands as it was. */
    public static final String COPIED = "copied";

    /** Flag: a sentence was translated in parts, because it was too long for the model. */
    public static final String SENTENCE_SPLIT = "sentence-split";

    /** Flag: a sentence was cut around an address or code that the model did not copy. */
    public static final String SPLIT_AROUND_COPIED = "split-around-copied";

    /** Flag: the model did not come to an end; the translation is cut off. */
    public static final String OUTPUT_CUT = "output-cut";

    /**
     * Flag: what had to stay as it is (a variable, a code, a word in another script) is not all
     * there, or braces are missing or too many.
     */
    public static final String PLACEHOLDER_BROKEN = "placeholder-broken";

    /**
     * Flag: more than a twentieth of a sentence is words that the model's vocabulary lacks, or the
     * model wrote letters of another script, or what is no character; the latter is taken out.
     */
    public static final String UNKNOWN_WORDS = "unknown-words";

    /** Flag: the model's graphs do not show attention, so nothing says which word became which. */
    public static final String NO_ALIGNMENT = "no-alignment";

    /** The name of the method by which {@code scores} and {@code words} are found. */
    public String method() {
        return isItself() ? "uniform" : "cross-attention";
    }

    /** Whether it is the document's own text, which no model read. */
    public boolean isItself() {
        return flags.contains(SAME_LANGUAGE);
    }
}
