/**
 * The interfaces of the work that the server offers. The server knows models only as these
 * interfaces and as {@link dev.limelight.modelserver.api.generate.Seq2SeqClient}; its caller passes
 * them in.
 */
@NullMarked
package dev.limelight.modelserver.server.work;

import org.jspecify.annotations.NullMarked;
