/**
 * The console: a page in the browser that shows documents, results and where the attention fell,
 * live from the topics of a job. It knows no command line.
 */
@NullMarked
package dev.limelight.pipeline.console;

import org.jspecify.annotations.NullMarked;
