/**
 * What there is to read on a page of HTML, with where in the page it stands. Data that every stage
 * may use: the stages read the text, and what leaves the system counts in the page.
 */
@NullMarked
package dev.limelight.pipeline.markup;

import org.jspecify.annotations.NullMarked;
