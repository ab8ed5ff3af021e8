/**
 * The model server over HTTP. {@link dev.limelight.modelserver.server.ModelServer} is the way in;
 * what it serves is handed to it as {@link dev.limelight.modelserver.server.work.Work}.
 */
@NullMarked
package dev.limelight.modelserver.server;

import org.jspecify.annotations.NullMarked;
