/** The command {@code demo}, and the answers that it waits for. */
@NullMarked
package dev.limelight.pipeline.cli.demo;

import org.jspecify.annotations.NullMarked;
