/**
 * Puts waiting texts together into forward passes, by their cost in tokens, and hands each its own
 * answer.
 */
@NullMarked
package dev.limelight.modelserver.batching;

import org.jspecify.annotations.NullMarked;
