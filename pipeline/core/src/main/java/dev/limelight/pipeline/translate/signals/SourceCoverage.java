package dev.limelight.pipeline.translate.signals;

/** The share of the source that the translation attended to. Stateless. */
public final class SourceCoverage {

    private SourceCoverage() {}

    /**
     * The mean over the source words of the attention that each received, counted up to one target
     * word (the coverage of Wu et al. 2016); 1 for no word.
     */
    public static double of(double[] received) {
        double sum = 0;
        for (double attention : received) {
            sum += Math.min(1, attention);
        }
        return received.length == 0 ? 1 : sum / received.length;
    }
}
