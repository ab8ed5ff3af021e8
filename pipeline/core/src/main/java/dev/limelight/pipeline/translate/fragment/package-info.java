/**
 * Translates the fragments of a document that each fit the model, and brings back what the model
 * did not get, with the alignment of the words.
 */
@NullMarked
package dev.limelight.pipeline.translate.fragment;

import org.jspecify.annotations.NullMarked;
