package dev.limelight.pipeline.bench.alignment;

import java.util.Set;

/**
 * The alignment error rate of Och and Ney (2003), over all sentences together: 1 - (|A and S| + |A
 * and P|) / (|A| + |S|) for the links A, the sure ones S and the possible ones P. Not thread-safe.
 */
final class ErrorRate {

    private long links;
    private long sure;
    private long foundSure;
    private long foundPossible;

    /** Adds a sentence. */
    void add(Set<WordLink> found, GoldLinks gold) {
        links += found.size();
        sure += gold.sure().size();
        foundSure += found.stream().filter(gold.sure()::contains).count();
        foundPossible += found.stream().filter(gold.possible()::contains).count();
    }

    /** From 0, where all is right, to 1. */
    double value() {
        return 1 - (double) (foundSure + foundPossible) / (links + sure);
    }

    /** The share of the links that are possible. */
    double precision() {
        return (double) foundPossible / links;
    }

    /** The share of the sure links that were found. */
    double recall() {
        return (double) foundSure / sure;
    }
}
