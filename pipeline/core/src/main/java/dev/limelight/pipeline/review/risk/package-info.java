/** How likely an output needs an edit, and what rules find in one. Stateless. */
@NullMarked
package dev.limelight.pipeline.review.risk;

import org.jspecify.annotations.NullMarked;
