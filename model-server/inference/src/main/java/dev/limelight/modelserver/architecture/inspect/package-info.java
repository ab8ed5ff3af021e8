/**
 * Looks at a folder with an encoder-decoder model without loading it: what is in it, and what it
 * lacks.
 */
@NullMarked
package dev.limelight.modelserver.architecture.inspect;

import org.jspecify.annotations.NullMarked;
