/**
 * Documents as they came in, and the text that there is to read in them: plain text, or markup such
 * as HTML and Markdown. All stages count in the text; what leaves the pipeline counts in the
 * source.
 */
@NullMarked
package dev.limelight.pipeline.source;

import org.jspecify.annotations.NullMarked;
