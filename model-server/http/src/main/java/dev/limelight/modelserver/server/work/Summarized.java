package dev.limelight.modelserver.server.work;

/**
 * A summary as the two records of the topics.
 *
 * @param summary JSON of the summary record
 * @param salience JSON of the salience record
 */
public record Summarized(String summary, String salience) {}
