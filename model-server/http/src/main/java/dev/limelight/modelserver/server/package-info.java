/**
 * The model server over HTTP. Start with {@link dev.limelight.modelserver.server.ModelServer}; its
 * caller passes in the services as {@link dev.limelight.modelserver.server.service.Services}.
 */
@NullMarked
package dev.limelight.modelserver.server;

import org.jspecify.annotations.NullMarked;
