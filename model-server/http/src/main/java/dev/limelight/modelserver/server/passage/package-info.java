/**
 * Texts, pages and files, taken apart into what is translated and put together again. Plain Java:
 * nothing here knows HTTP.
 */
@NullMarked
package dev.limelight.modelserver.server.passage;

import org.jspecify.annotations.NullMarked;
