/**
 * Turns records into valid documents: checks, language, sentences.
 *
 * <ul>
 *   <li>Takes: a {@link dev.limelight.connectors.record.DocumentRecord} with its place and time.
 *   <li>Gives: a {@link dev.limelight.pipeline.document.Parsed}: a document, and a rejection for
 *       each task that it cannot have.
 *   <li>Keeps: nothing.
 *   <li>May reject: blank text, unknown tasks, language tags that name no language.
 *   <li>Blocks: no; about 10 ms for 100,000 characters.
 * </ul>
 */
@NullMarked
package dev.limelight.pipeline.document;

import org.jspecify.annotations.NullMarked;
