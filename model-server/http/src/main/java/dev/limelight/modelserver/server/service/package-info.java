/**
 * The models and services behind the endpoints, over the same core as the job and the commands:
 * {@link dev.limelight.modelserver.server.service.ServedModels} loads them.
 */
@NullMarked
package dev.limelight.modelserver.server.service;

import org.jspecify.annotations.NullMarked;
