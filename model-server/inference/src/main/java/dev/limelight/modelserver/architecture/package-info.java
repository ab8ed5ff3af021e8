/** The kinds of models that can be loaded, and the list of those that are at hand. */
@NullMarked
package dev.limelight.modelserver.architecture;

import org.jspecify.annotations.NullMarked;
