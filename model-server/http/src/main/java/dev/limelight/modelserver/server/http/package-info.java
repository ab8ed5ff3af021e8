/**
 * The parts that every endpoint needs: reading requests, refusing them, the queue, metrics. Knows
 * no endpoint.
 */
@NullMarked
package dev.limelight.modelserver.server.http;

import org.jspecify.annotations.NullMarked;
