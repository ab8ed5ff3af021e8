/** Where {@code models pull} gets a model from, by the word before the colon. */
@NullMarked
package dev.limelight.pipeline.cli.pull;

import org.jspecify.annotations.NullMarked;
