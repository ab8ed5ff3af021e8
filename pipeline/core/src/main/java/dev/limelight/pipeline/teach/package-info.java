/**
 * The teaching demo: a tiny transformer that learns six sentences from nothing, step by step, and
 * then meets an ambiguous one.
 *
 * <ol>
 *   <li>{@link dev.limelight.pipeline.teach.Vocabulary} numbers the words.
 *   <li>{@link dev.limelight.pipeline.teach.TinyTransformer} predicts the next word, and {@link
 *       dev.limelight.pipeline.teach.Training} changes its numbers until it does.
 *   <li>{@link dev.limelight.pipeline.teach.Completions} lets it write, and {@link
 *       dev.limelight.pipeline.teach.Ambiguity} shows what it makes of a sentence that can be read
 *       in two ways.
 *   <li>{@link dev.limelight.pipeline.teach.Lesson} is all of it, in order.
 * </ol>
 */
@NullMarked
package dev.limelight.pipeline.teach;

import org.jspecify.annotations.NullMarked;
