package dev.limelight.pipeline.summarize.abstractive;

/**
 * The words of a document that a text was written from, with the share of each. Words outside have
 * none.
 *
 * @param first the first word that may have a share
 * @param shares of that word and those behind it; each >= 0, sum 1
 */
record WordShares(int first, float[] shares) {

    /** All on one word. */
    static WordShares of(int word) {
        return new WordShares(word, new float[] {1});
    }

    /** Adds these shares, times {@code weight}, to those of the words from {@code from} on. */
    void addTo(float[] sums, int from, double weight) {
        for (int i = 0; i < shares.length; i++) {
            sums[first - from + i] += (float) (weight * shares[i]);
        }
    }

    /** Adds these shares, times {@code weight}, to those of all words of a document. */
    void addTo(double[] sums, double weight) {
        for (int i = 0; i < shares.length; i++) {
            sums[first + i] += weight * shares[i];
        }
    }

    /** One past the last word that may have a share. */
    int end() {
        return first + shares.length;
    }
}
