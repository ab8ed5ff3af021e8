/** The job's configuration file: typed, checked, and refused with the key and a hint. */
@NullMarked
package dev.limelight.pipeline.config;

import org.jspecify.annotations.NullMarked;
