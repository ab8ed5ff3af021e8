/** Lines in, generated text out: what {@code limelight generate} does. */
@NullMarked
package dev.limelight.pipeline.cli.generate;

import org.jspecify.annotations.NullMarked;
