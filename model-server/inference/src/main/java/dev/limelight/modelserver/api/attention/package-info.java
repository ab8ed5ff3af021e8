/** The attention that comes out of a model: which head, and a weight for each pair of tokens. */
@NullMarked
package dev.limelight.modelserver.api.attention;

import org.jspecify.annotations.NullMarked;
