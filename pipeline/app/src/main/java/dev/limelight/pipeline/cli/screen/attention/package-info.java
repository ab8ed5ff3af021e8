/** Pictures of attention on a terminal. */
@NullMarked
package dev.limelight.pipeline.cli.screen.attention;

import org.jspecify.annotations.NullMarked;
