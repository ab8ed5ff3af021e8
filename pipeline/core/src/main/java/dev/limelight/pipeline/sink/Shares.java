package dev.limelight.pipeline.sink;

import dev.limelight.pipeline.salience.ScoredWord;
import java.util.List;

/**
 * Rounds the scores of words. Most of a double's seventeen digits are noise, and were a seventh of
 * a salience record. Seven more decimals than the number of words has digits keep their sum within
 * 1e-7, and seven digits of a usual share.
 */
final class Shares {

    private static final int DECIMALS = 7;

    private Shares() {}

    /** The words with their shares rounded. */
    static List<ScoredWord> rounded(List<ScoredWord> words) {
        double scale = Math.pow(10, DECIMALS + Math.ceil(Math.log10(Math.max(1, words.size()))));
        return words.stream()
                .map(word -> new ScoredWord(word.start(), word.end(), round(word.score(), scale)))
                .toList();
    }

    private static double round(double share, double scale) {
        return Math.rint(share * scale) / scale;
    }
}
