/** Encoders of the BERT family: one segment, learned positions, attention in plain sight. */
@NullMarked
package dev.limelight.modelserver.architecture.bert;

import org.jspecify.annotations.NullMarked;
