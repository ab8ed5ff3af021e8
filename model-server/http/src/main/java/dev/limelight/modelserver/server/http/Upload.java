package dev.limelight.modelserver.server.http;

/**
 * A file of a form.
 *
 * @param name as the client calls it; not to be trusted
 * @param bytes its content; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Upload(String name, byte[] bytes) {}
