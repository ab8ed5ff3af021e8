package dev.limelight.connectors.record;

/**
 * Something that happened to a review.
 *
 * @param at epoch milliseconds; of a decision, when the person decided
 * @param by the person, or {@code job}
 * @param what the action of a decision, or {@code created}, {@code lease-ended}, {@code expired}
 */
public record ReviewEvent(long at, String by, String what) {}
