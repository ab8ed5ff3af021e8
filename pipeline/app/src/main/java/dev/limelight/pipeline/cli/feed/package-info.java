/** What is read to be sent to a topic. */
@NullMarked
package dev.limelight.pipeline.cli.feed;

import org.jspecify.annotations.NullMarked;
