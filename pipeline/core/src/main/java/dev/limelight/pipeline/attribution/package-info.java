/**
 * Brings attention from tokens to the words and sentences of a text. Plain Java; what extraction,
 * abstractive summaries and translation publish as shares and links comes from here.
 *
 * <ol>
 *   <li>{@link dev.limelight.pipeline.text.script.Words} finds the words of a text.
 *   <li>{@link dev.limelight.pipeline.attribution.TokenShares} is the rule by which a token belongs
 *       to a word, a sentence or any other span.
 *   <li>{@link dev.limelight.pipeline.attribution.SpanAttention} applies it to a decoder's
 *       cross-attention, {@link dev.limelight.pipeline.attribution.ChunkAttention} to an encoder's
 *       attention.
 *   <li>{@link dev.limelight.pipeline.attribution.Shares} makes scores sum to 1.
 * </ol>
 *
 * <p>{@link dev.limelight.pipeline.attribution.UnknownTokens} and {@link
 * dev.limelight.pipeline.attribution.OutputCut} say when the tokens are not the whole text.
 */
@NullMarked
package dev.limelight.pipeline.attribution;

import org.jspecify.annotations.NullMarked;
