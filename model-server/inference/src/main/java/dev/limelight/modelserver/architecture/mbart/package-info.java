/** mBART: many languages, each with a token. */
@NullMarked
package dev.limelight.modelserver.architecture.mbart;

import org.jspecify.annotations.NullMarked;
