/**
 * Makes encoder-decoder graphs with random weights, in the layout that Hugging Face Optimum writes:
 * what a model costs does not depend on what it knows.
 */
@NullMarked
package dev.limelight.modelserver.runtime.sample;

import org.jspecify.annotations.NullMarked;
