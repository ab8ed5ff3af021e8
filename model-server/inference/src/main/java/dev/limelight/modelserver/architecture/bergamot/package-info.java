/** Bergamot: Marian's models of 8 bits, as Firefox translates with them. */
@NullMarked
package dev.limelight.modelserver.architecture.bergamot;

import org.jspecify.annotations.NullMarked;
