/**
 * What of a document a model is to translate, and what is copied: sentences go in, fragments come
 * out, and the text that a model gets for a fragment. What the model does not get (marks of lists,
 * table bars, code, line breaks, emoji, addresses) is kept beside it to be put back.
 */
@NullMarked
package dev.limelight.pipeline.translate.source;

import org.jspecify.annotations.NullMarked;
