/** The command {@code explain}. */
@NullMarked
package dev.limelight.pipeline.cli.explain;

import org.jspecify.annotations.NullMarked;
