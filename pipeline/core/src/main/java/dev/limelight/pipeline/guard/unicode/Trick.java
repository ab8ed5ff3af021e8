package dev.limelight.pipeline.guard.unicode;

/**
 * A place where characters deceive.
 *
 * @param start first UTF-16 unit
 * @param end one past the last
 * @param deceit how
 */
record Trick(int start, int end, Deceit deceit) {}
