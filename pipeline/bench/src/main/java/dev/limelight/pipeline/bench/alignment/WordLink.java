package dev.limelight.pipeline.bench.alignment;

/**
 * A source word and a target word that stand for each other.
 *
 * @param source from 0
 * @param target from 0
 */
record WordLink(int source, int target) {

    WordLink turned() {
        return new WordLink(/* source= */ target, /* target= */ source);
    }
}
