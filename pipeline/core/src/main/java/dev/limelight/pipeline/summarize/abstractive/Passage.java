package dev.limelight.pipeline.summarize.abstractive;

import java.util.List;

/**
 * A text that the model summarizes at a time.
 *
 * @param start where it begins in the text of its level, UTF-16 units
 * @param text what the model gets behind its prefix
 * @param stretches of {@code text}, in order, at least one
 * @param flags of the chunk that it was
 */
record Passage(int start, String text, List<Stretch> stretches, List<String> flags) {}
