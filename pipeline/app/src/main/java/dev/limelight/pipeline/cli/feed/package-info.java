/** Reads the input of {@code limelight produce}. */
@NullMarked
package dev.limelight.pipeline.cli.feed;

import org.jspecify.annotations.NullMarked;
