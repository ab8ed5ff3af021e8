/** Encoder-decoder models: a text in, generated texts and their cross-attention out. */
@NullMarked
package dev.limelight.modelserver.api.generate;

import org.jspecify.annotations.NullMarked;
