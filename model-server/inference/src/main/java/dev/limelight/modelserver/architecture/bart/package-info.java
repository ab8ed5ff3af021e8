/** BART: byte-level pairs, a beginning and an end. */
@NullMarked
package dev.limelight.modelserver.architecture.bart;

import org.jspecify.annotations.NullMarked;
