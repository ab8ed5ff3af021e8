/** The families of encoder-decoder models: what differs between them, a class for each. */
@NullMarked
package dev.limelight.modelserver.architecture.family;

import org.jspecify.annotations.NullMarked;
