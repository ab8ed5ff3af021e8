/**
 * A request and its answer: the fields of a body, JSON, errors, and what an endpoint is. Knows no
 * endpoint.
 */
@NullMarked
package dev.limelight.modelserver.server.http;

import org.jspecify.annotations.NullMarked;
