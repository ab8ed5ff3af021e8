/**
 * Texts with markup: takes out what is to be translated, and puts the translations in its place.
 * {@link dev.limelight.modelserver.server.markup.Passage} is the way in.
 */
@NullMarked
package dev.limelight.modelserver.server.markup;

import org.jspecify.annotations.NullMarked;
