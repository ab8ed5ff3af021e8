package dev.limelight.pipeline.summarize;

import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import org.jspecify.annotations.Nullable;

/**
 * Summarizes documents in their own sentences, in the job, over HTTP and on the command line: a
 * method scores the sentences by what a model attended to, what is known of them before is added,
 * and the best are chosen. Immutable and thread-safe.
 *
 * @param method scores sentences
 * @param length of a summary
 * @param prior is added to the scores, where the method takes one
 */
public record Summarizer(SalienceMethod method, SummaryLength length, Prior prior) {

    /** Tokens of a chunk where nobody says it, special tokens included. */
    public static final int CHUNK_TOKENS = 256;

    /** The length of a summary where nobody says it. */
    public static final String DEFAULT_LENGTH = "3";

    /**
     * By names, as requests and commands have them, with the usual prior.
     *
     * @param methods those of the encoder that reads
     * @param method null for the default
     * @param length null for the default
     * @throws IllegalArgumentException for a method or a length that is none
     */
    public static Summarizer of(
            SalienceMethods methods, @Nullable String method, @Nullable String length) {
        return new Summarizer(
                methods.named(method == null ? SalienceMethods.DEFAULT : method),
                SummaryLength.parse(length == null ? DEFAULT_LENGTH : length),
                Prior.POSITION_AND_CUES);
    }

    /** The shares of a document's sentences and words. */
    public Salience score(Assembled read) {
        return SalienceScorer.score(method, read);
    }

    /** The summary of a scored document. */
    public Summary choose(Salience scored) {
        return ExtractiveSummarizer.summarize(scored, length, prior.with(method));
    }

    /** The summary of a document that was read by a model. */
    public Summary summarize(Assembled read) {
        return choose(score(read));
    }
}
