/** Reads given translations with a model: what it says of each token, and which words align. */
@NullMarked
package dev.limelight.pipeline.score;

import org.jspecify.annotations.NullMarked;
