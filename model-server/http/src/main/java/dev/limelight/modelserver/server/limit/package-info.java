/** What a request must pass before any work is done for it: keys, sizes, queues and time. */
@NullMarked
package dev.limelight.modelserver.server.limit;

import org.jspecify.annotations.NullMarked;
