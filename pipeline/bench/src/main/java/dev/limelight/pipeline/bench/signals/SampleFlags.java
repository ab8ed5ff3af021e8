package dev.limelight.pipeline.bench.signals;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.Threshold;
import dev.limelight.pipeline.translate.signals.KeptCheck;
import dev.limelight.pipeline.translate.signals.Signals;
import dev.limelight.pipeline.translate.signals.Thresholds;
import dev.limelight.pipeline.translate.signals.TranslatedSentence;
import java.util.List;

/**
 * The flags that translations get at the default thresholds.
 *
 * @param counting the signals that depend on languages
 */
record SampleFlags(Score.Counting counting) {

    /** All that signals raise, but for what is kept from the model: here it gets everything. */
    static final List<Flag> ALL =
            Metric.allThresholds()
                    .map(Threshold::flag)
                    .filter(flag -> flag != Flag.UNREAD)
                    .distinct()
                    .toList();

    /** The flags of a translation. */
    List<Flag> of(Sample sample) {
        return Signals.of(
                        new TranslatedSentence(
                                sample.source(),
                                counting.source(),
                                sample.target(),
                                counting.target(),
                                new KeptCheck(false, sample.source(), sample.target()),
                                sample.logs(),
                                sample.leastWord(),
                                sample.received(),
                                0,
                                counting.tokens()))
                .flags(Thresholds.DEFAULT);
    }

    /** The share of translations that get a flag, 0 to 1. */
    double share(List<Sample> samples, Flag flag) {
        return (double) samples.stream().filter(sample -> of(sample).contains(flag)).count()
                / Math.max(1, samples.size());
    }
}
