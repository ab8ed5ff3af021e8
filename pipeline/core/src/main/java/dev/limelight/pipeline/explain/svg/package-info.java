/** Pictures as SVG that need no script, in light and dark. */
@NullMarked
package dev.limelight.pipeline.explain.svg;

import org.jspecify.annotations.NullMarked;
