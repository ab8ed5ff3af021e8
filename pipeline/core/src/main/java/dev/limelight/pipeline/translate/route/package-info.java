/**
 * Chooses and loads the models that translate, by pair of languages, straight or through a third
 * language.
 */
@NullMarked
package dev.limelight.pipeline.translate.route;

import org.jspecify.annotations.NullMarked;
