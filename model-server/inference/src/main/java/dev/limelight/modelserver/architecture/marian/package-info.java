/** Marian: two SentencePiece models, one vocabulary, languages before the text. */
@NullMarked
package dev.limelight.modelserver.architecture.marian;

import org.jspecify.annotations.NullMarked;
