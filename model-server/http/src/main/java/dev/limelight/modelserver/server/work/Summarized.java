package dev.limelight.modelserver.server.work;

/**
 * A summary as the records that the topics carry.
 *
 * @param summary JSON of the summary record
 * @param salience JSON of the salience record
 */
public record Summarized(String summary, String salience) {}
