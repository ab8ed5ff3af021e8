/** The commands {@code models list, show, verify, pull} and {@code use}. */
@NullMarked
package dev.limelight.pipeline.cli.models;

import org.jspecify.annotations.NullMarked;
