/** The way of a request from its connection to its endpoint. */
@NullMarked
package dev.limelight.modelserver.server.route;

import org.jspecify.annotations.NullMarked;
