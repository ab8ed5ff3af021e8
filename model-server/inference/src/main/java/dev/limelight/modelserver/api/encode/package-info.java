/** Encoders: a text in, a vector and the attention of each token out. */
@NullMarked
package dev.limelight.modelserver.api.encode;

import org.jspecify.annotations.NullMarked;
