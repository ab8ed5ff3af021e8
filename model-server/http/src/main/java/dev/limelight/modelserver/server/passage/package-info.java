/**
 * Takes texts, pages and files apart into translatable parts, and puts them together again. Plain
 * Java; knows no HTTP.
 */
@NullMarked
package dev.limelight.modelserver.server.passage;

import org.jspecify.annotations.NullMarked;
