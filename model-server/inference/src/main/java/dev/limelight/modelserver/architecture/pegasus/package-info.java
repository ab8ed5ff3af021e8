/** Pegasus: pieces behind a hundred tokens of its pre-training. */
@NullMarked
package dev.limelight.modelserver.architecture.pegasus;

import org.jspecify.annotations.NullMarked;
