/** M2M100 and NLLB: many languages, what is written begins with the token of its own. */
@NullMarked
package dev.limelight.modelserver.architecture.m2m100;

import org.jspecify.annotations.NullMarked;
