package dev.limelight.pipeline.translate.source;

import java.util.List;

/**
 * A sentence and its fragments.
 *
 * @param start first UTF-16 unit in the document's text
 * @param end one past the last
 * @param fragments in order, each beginning where the one before ends; at least one
 */
public record SentencePlan(int start, int end, List<Fragment> fragments) {

    public SentencePlan {
        fragments = List.copyOf(fragments);
    }
}
