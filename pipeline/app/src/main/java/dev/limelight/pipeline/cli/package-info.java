/** The command line: what a person types and sees. */
@NullMarked
package dev.limelight.pipeline.cli;

import org.jspecify.annotations.NullMarked;
