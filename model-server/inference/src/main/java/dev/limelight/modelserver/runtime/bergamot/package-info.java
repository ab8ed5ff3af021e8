/**
 * Runs Marian's models of 8 bits: makes their graphs out of the weights, and decodes batches.
 * Embeddings and the rows of the output layer are gathered in Java, so that the largest table is in
 * memory once.
 */
@NullMarked
package dev.limelight.modelserver.runtime.bergamot;

import org.jspecify.annotations.NullMarked;
