/** The job's configuration file: typed and checked. An error names the key and gives a hint. */
@NullMarked
package dev.limelight.pipeline.config;

import org.jspecify.annotations.NullMarked;
