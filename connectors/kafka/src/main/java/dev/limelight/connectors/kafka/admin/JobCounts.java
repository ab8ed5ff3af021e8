package dev.limelight.connectors.kafka.admin;

/**
 * The progress of a job in numbers of documents.
 *
 * @param documents that were done since the count began: those before the committed offsets of all
 *     its consumer groups
 * @param deadLetters that were committed since
 * @param waiting documents that are on the topic and not done
 */
public record JobCounts(long documents, long deadLetters, long waiting) {}
