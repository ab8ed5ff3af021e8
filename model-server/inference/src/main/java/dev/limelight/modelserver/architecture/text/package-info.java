/**
 * The tokenizers of encoder-decoder bundles: which files they are read from, what is put around a
 * text, and what languages are called. The folders beside it say which of that an architecture has.
 */
@NullMarked
package dev.limelight.modelserver.architecture.text;

import org.jspecify.annotations.NullMarked;
