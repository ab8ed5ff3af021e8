/** Runs the sources of a batch: targets are generated step by step, given ones read in one pass. */
@NullMarked
package dev.limelight.modelserver.architecture.seq2seq.batch;

import org.jspecify.annotations.NullMarked;
