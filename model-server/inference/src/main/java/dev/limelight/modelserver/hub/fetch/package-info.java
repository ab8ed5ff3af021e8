/**
 * Fetches files over HTTP: goes on where a download broke, waits for busy servers, checks what
 * came. It knows no hub; a {@link dev.limelight.modelserver.hub.fetch.Site} says what a refusal
 * means.
 */
@NullMarked
package dev.limelight.modelserver.hub.fetch;

import org.jspecify.annotations.NullMarked;
