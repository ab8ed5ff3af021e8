package dev.limelight.pipeline.bench.signals;

import dev.limelight.pipeline.translate.signals.Confidence;
import dev.limelight.pipeline.translate.signals.LengthRatio;
import dev.limelight.pipeline.translate.signals.Repetition;
import dev.limelight.pipeline.translate.signals.Signals;
import dev.limelight.pipeline.translate.signals.SourceCoverage;
import dev.limelight.pipeline.translate.signals.Thresholds;
import java.util.List;

/**
 * The flags that translations get at the default thresholds.
 *
 * @param counting the signals that depend on languages
 */
record SampleFlags(Score.Counting counting) {

    /** All that are measured. */
    static final List<String> ALL =
            List.of(
                    Signals.LOW_PROBABILITY,
                    Signals.UNCERTAIN_WORDS,
                    Signals.DOUBTFUL_WORD,
                    Signals.LENGTH_RATIO,
                    Signals.LOW_SOURCE_COVERAGE,
                    Signals.REPETITION,
                    Signals.NUMBERS_DIFFER,
                    Signals.NAMES_DIFFER);

    /** The flags of a translation. */
    List<String> of(Sample sample) {
        return new Signals(
                        Confidence.mean(sample.logs()),
                        Confidence.worstFifth(sample.logs()),
                        sample.leastWord(),
                        LengthRatio.length(sample.source()),
                        LengthRatio.length(sample.target()),
                        Repetition.excess(sample.source(), sample.target()),
                        (int) counting.numbers(sample),
                        (int) counting.names(sample),
                        SourceCoverage.of(sample.received()),
                        0)
                .flags(Thresholds.DEFAULT);
    }

    /** The share of translations that get a flag, 0 to 1. */
    double share(List<Sample> samples, String flag) {
        return (double) samples.stream().filter(sample -> of(sample).contains(flag)).count()
                / Math.max(1, samples.size());
    }
}
