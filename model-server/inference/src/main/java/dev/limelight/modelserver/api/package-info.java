/**
 * All that other modules may know of a model: requests, results, errors. JDK types only.
 *
 * <p>All text offsets in this package are half-open and count UTF-16 units of the {@code String}
 * that was handed in (Java string indices).
 */
@NullMarked
package dev.limelight.modelserver.api;

import org.jspecify.annotations.NullMarked;
