/** What endpoints ask of the services, and the answers: records without behaviour. */
@NullMarked
package dev.limelight.modelserver.server.request;

import org.jspecify.annotations.NullMarked;
