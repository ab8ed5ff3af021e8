/**
 * What a folder with an encoder-decoder model lacks, all of it at once and in words that a person
 * can act on. To add a check: its class, and one line in {@code BundleChecks}.
 */
@NullMarked
package dev.limelight.modelserver.architecture.inspect.check;

import org.jspecify.annotations.NullMarked;
