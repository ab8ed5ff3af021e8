/** The commands with which people work the review queue: {@code limelight review}. */
@NullMarked
package dev.limelight.pipeline.cli.review;

import org.jspecify.annotations.NullMarked;
