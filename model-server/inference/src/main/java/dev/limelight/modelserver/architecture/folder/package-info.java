/**
 * The files of a model's folder and what the small ones say: which graphs there are, sizes, and
 * Limelight's own keys. Everything else that looks at a folder asks here.
 */
@NullMarked
package dev.limelight.modelserver.architecture.folder;

import org.jspecify.annotations.NullMarked;
