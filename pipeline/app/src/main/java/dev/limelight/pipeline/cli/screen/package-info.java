/** The views of results and progress: on a terminal, or as plain text elsewhere. */
@NullMarked
package dev.limelight.pipeline.cli.screen;

import org.jspecify.annotations.NullMarked;
