/**
 * What the stages must know of a language: rules, word lists, and how to tell which one a text is.
 *
 * <ul>
 *   <li>Takes: text, or the BCP 47 tag that a sender wrote.
 *   <li>Gives: a {@link dev.limelight.pipeline.language.LanguageProfile}, or a tag.
 *   <li>Keeps: profiles and the detector's model, immutable, loaded once per JVM.
 *   <li>May reject: tags that are not BCP 47 or name no ISO 639 language.
 *   <li>Blocks: no; the first call loads a model of 10 MB (under a second).
 * </ul>
 */
@NullMarked
package dev.limelight.pipeline.language;

import org.jspecify.annotations.NullMarked;
