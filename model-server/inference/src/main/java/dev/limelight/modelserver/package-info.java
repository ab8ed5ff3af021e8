/**
 * The way in: {@link dev.limelight.modelserver.EmbeddedModels} opens models in this JVM. Other
 * modules use this package, {@code api} and {@code server}, nothing else.
 */
@NullMarked
package dev.limelight.modelserver;

import org.jspecify.annotations.NullMarked;
