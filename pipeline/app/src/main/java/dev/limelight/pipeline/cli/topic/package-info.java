/** The commands that write and read topics: {@code produce} and {@code consume}. */
@NullMarked
package dev.limelight.pipeline.cli.topic;

import org.jspecify.annotations.NullMarked;
