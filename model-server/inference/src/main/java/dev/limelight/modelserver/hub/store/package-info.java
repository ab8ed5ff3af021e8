/**
 * The models that were pulled from elsewhere than the Hugging Face hub: where they lie, and how
 * they come there whole or not at all.
 */
@NullMarked
package dev.limelight.modelserver.hub.store;

import org.jspecify.annotations.NullMarked;
