/** The endpoints of the server: its own paths under {@code /v1}, and LibreTranslate's. */
@NullMarked
package dev.limelight.modelserver.server.endpoint;

import org.jspecify.annotations.NullMarked;
