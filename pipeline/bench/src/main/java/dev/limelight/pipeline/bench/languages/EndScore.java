package dev.limelight.pipeline.bench.languages;

/**
 * How ends of sentences that a program found fit those of a person.
 *
 * @param right ends that both have
 * @param found ends of the program
 * @param wanted ends of the person
 */
record EndScore(int right, int found, int wanted) {

    static final EndScore NONE = new EndScore(0, 0, 0);

    EndScore plus(EndScore other) {
        return new EndScore(right + other.right, found + other.found, wanted + other.wanted);
    }

    /** The harmonic mean of precision and recall; 0 where nothing is right. */
    double f1() {
        return right == 0 ? 0 : 2.0 * right / (found + wanted);
    }
}
