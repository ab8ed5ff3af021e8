/** What is known of a model in a folder before it is loaded. */
@NullMarked
package dev.limelight.modelserver.api.folder;

import org.jspecify.annotations.NullMarked;
