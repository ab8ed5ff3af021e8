/** Encoder-decoder models: reads bundles and generates with them. */
@NullMarked
package dev.limelight.modelserver.architecture.seq2seq;

import org.jspecify.annotations.NullMarked;
