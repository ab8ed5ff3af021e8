@NullMarked
package dev.limelight.pipeline.document;

import org.jspecify.annotations.NullMarked;
