/** The documents and texts that commands read from files and standard input. */
@NullMarked
package dev.limelight.pipeline.cli.input;

import org.jspecify.annotations.NullMarked;
