/**
 * What the server asks of those who do the work. The server knows models only as these interfaces
 * and as {@link dev.limelight.modelserver.api.Seq2SeqClient}; whoever starts it hands them in.
 */
@NullMarked
package dev.limelight.modelserver.server.work;

import org.jspecify.annotations.NullMarked;
