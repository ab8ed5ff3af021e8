/** Reads lines and writes generated text: the work of {@code limelight generate}. */
@NullMarked
package dev.limelight.pipeline.cli.generate;

import org.jspecify.annotations.NullMarked;
