/** The command {@code serve}. */
@NullMarked
package dev.limelight.pipeline.cli.serve;

import org.jspecify.annotations.NullMarked;
