/** Measures how well texts in many languages are divided. No part of the product. */
@NullMarked
package dev.limelight.pipeline.bench.languages;

import org.jspecify.annotations.NullMarked;
