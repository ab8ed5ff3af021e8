/**
 * Model files from the Hugging Face hub, or a mirror of it, in the cache that Python's {@code
 * huggingface_hub} keeps: what one has fetched, the other finds. Knows files and no models.
 */
@NullMarked
package dev.limelight.modelserver.hub;

import org.jspecify.annotations.NullMarked;
