/**
 * Measures what the documentation claims: how good a salience method is, how fast the job is.
 *
 * <p>Reads reference data or a running job; gives tables with the conditions that they hold under.
 */
@NullMarked
package dev.limelight.pipeline.bench;

import org.jspecify.annotations.NullMarked;
