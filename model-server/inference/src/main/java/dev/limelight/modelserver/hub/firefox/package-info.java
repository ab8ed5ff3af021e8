/**
 * Models out of Mozilla's registry of Firefox Translations: a JSON document lists them, and their
 * files lie beside it, each packed with gzip.
 */
@NullMarked
package dev.limelight.modelserver.hub.firefox;

import org.jspecify.annotations.NullMarked;
