/**
 * Chooses, for an encoder that comes without one, the attention head that salience reads. Needs no
 * summaries by people.
 */
@NullMarked
package dev.limelight.pipeline.summarize.heads;

import org.jspecify.annotations.NullMarked;
