/**
 * What lies where on the page: lines, what they begin with, which of them belong together, and what
 * that makes of them. A text goes in, {@link dev.limelight.pipeline.text.layout.Block}s come out;
 * sentences are cut inside them.
 */
@NullMarked
package dev.limelight.pipeline.text.layout;

import org.jspecify.annotations.NullMarked;
