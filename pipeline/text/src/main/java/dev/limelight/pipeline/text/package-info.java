/**
 * What every format and every stage knows of a text. Its packages are markup, blocks ({@code
 * layout}) and the ends of sentences ({@code boundary}).
 */
@NullMarked
package dev.limelight.pipeline.text;

import org.jspecify.annotations.NullMarked;
