/**
 * Google's SentencePiece in plain Java: the same pieces as its C++ library, bit for bit, and where
 * in the text each came from. Written anew because DJL's binding gives no positions and is bound to
 * one class loader.
 */
@NullMarked
package dev.limelight.modelserver.tokenizer.sentencepiece;

import org.jspecify.annotations.NullMarked;
