/** What several commands share: options, the checks of arguments, the log, signals. */
@NullMarked
package dev.limelight.pipeline.cli.option;

import org.jspecify.annotations.NullMarked;
