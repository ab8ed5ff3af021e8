/**
 * What every endpoint needs: reading requests, saying no, keeping the queue short, counting. Knows
 * no endpoint.
 */
@NullMarked
package dev.limelight.modelserver.server.http;

import org.jspecify.annotations.NullMarked;
