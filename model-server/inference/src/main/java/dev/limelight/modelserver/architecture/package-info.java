/** The registries of architectures; each architecture has a package below this one. */
@NullMarked
package dev.limelight.modelserver.architecture;

import org.jspecify.annotations.NullMarked;
