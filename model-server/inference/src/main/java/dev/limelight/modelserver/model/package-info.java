/** Loaded models, as batches run them, and how each kind of model is read and opened. */
@NullMarked
package dev.limelight.modelserver.model;

import org.jspecify.annotations.NullMarked;
