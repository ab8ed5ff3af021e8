/** T5 and its kin: tasks in words. */
@NullMarked
package dev.limelight.modelserver.architecture.t5;

import org.jspecify.annotations.NullMarked;
