/** The command {@code teach}. */
@NullMarked
package dev.limelight.pipeline.cli.teach;

import org.jspecify.annotations.NullMarked;
