/** The command {@code console}. */
@NullMarked
package dev.limelight.pipeline.cli.console;

import org.jspecify.annotations.NullMarked;
