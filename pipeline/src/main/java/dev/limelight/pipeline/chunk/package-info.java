@NullMarked
package dev.limelight.pipeline.chunk;

import org.jspecify.annotations.NullMarked;
