package dev.limelight.pipeline.score;

import dev.limelight.connectors.record.AlignmentLink;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import dev.limelight.pipeline.attribution.SpanAttention;
import dev.limelight.pipeline.attribution.TokenShares;
import dev.limelight.pipeline.sink.CodePoints;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.script.Words;
import java.util.List;

/**
 * A text and its translation, as a model read both.
 *
 * @param source the text
 * @param target its translation
 * @param languages of both
 * @param result what the model says of the translation's tokens
 * @param model that read them
 */
public record ScoredPair(
        String source,
        String target,
        Languages languages,
        GenerateResult result,
        Seq2SeqInfo model) {

    /**
     * The languages of a pair.
     *
     * @param source BCP 47, {@code und} where nobody knows
     * @param target likewise
     */
    public record Languages(String source, String target) {}

    /** The mean natural-log probability of a target token, end of sentence included. */
    public double logProbability() {
        return result.best().meanLogProbability();
    }

    /** Whether the model shows which words are aligned. */
    public boolean isAligned() {
        return !result.best().crossAttention().isEmpty();
    }

    /**
     * The attention of target words on source words.
     *
     * @param sourceWords of the source, in order, without overlap
     * @param targetWords of the target, likewise
     */
    public SpanAttention attention(List<Span> sourceWords, List<Span> targetWords) {
        return SpanAttention.of(
                TokenShares.of(source, result.source(), sourceWords),
                targetShares(targetWords),
                result.best());
    }

    /** The aligned words, in the order of the target, on code points of both texts. */
    public List<AlignmentLink> links() {
        List<Span> sourceWords = Words.of(source);
        List<Span> targetWords = Words.of(target);
        return links(attention(sourceWords, targetWords), sourceWords, targetWords);
    }

    List<AlignmentLink> links(
            SpanAttention attention, List<Span> sourceWords, List<Span> targetWords) {
        CodePoints from = new CodePoints(source);
        CodePoints to = new CodePoints(target);
        return attention.alignment().stream()
                .map(
                        link -> {
                            Span read = sourceWords.get(link.source());
                            Span written = targetWords.get(link.target());
                            return new AlignmentLink(
                                    from.at(read.start()),
                                    from.at(read.end()),
                                    to.at(written.start()),
                                    to.at(written.end()),
                                    link.weight());
                        })
                .toList();
    }

    TokenShares targetShares(List<Span> targetWords) {
        return TokenShares.of(target, result.best().tokens(), targetWords);
    }
}
