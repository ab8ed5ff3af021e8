/**
 * Measures models of Firefox Translations: how much of Bergamot's text they give, how fast, and
 * whether a text depends on its batch.
 */
@NullMarked
package dev.limelight.pipeline.bench.firefox;

import org.jspecify.annotations.NullMarked;
