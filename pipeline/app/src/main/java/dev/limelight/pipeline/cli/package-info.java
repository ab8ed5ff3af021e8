/** The command line: commands, their options, and their output. */
@NullMarked
package dev.limelight.pipeline.cli;

import org.jspecify.annotations.NullMarked;
