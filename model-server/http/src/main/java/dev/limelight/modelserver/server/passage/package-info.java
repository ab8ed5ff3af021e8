/**
 * What is to be translated of a text, a page or a file, and the whole put together again. Plain
 * Java: nothing here knows HTTP.
 */
@NullMarked
package dev.limelight.modelserver.server.passage;

import org.jspecify.annotations.NullMarked;
