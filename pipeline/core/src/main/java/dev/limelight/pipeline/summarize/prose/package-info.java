/**
 * Decides which sentences of a document are its text, and not what stands around it: notices,
 * menus, credits, calls to the reader. The one place that does, for texts and pages alike; what the
 * layout or a page's elements say comes in as the kind of a sentence.
 */
@NullMarked
package dev.limelight.pipeline.summarize.prose;

import org.jspecify.annotations.NullMarked;
