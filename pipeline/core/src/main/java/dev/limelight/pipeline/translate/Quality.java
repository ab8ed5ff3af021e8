package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.Metric;
import dev.limelight.pipeline.translate.fragment.TranslatedFragment;
import dev.limelight.pipeline.translate.signals.Confidence;
import dev.limelight.pipeline.translate.signals.Signals;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up the signals of a document's sentences: as {@link Metric#join} says, or over all tokens,
 * letters or words where a formula here does. Not thread-safe.
 */
final class Quality {

    private final List<float[]> logs = new ArrayList<>();
    private final Map<Metric, Double> joined = new EnumMap<>(Metric.class);
    private double sourceLetters;
    private double targetLetters;
    private double words;
    private double covered;

    /** Adds a translated sentence. */
    void add(Signals signals, TranslatedFragment written) {
        logs.add(written.logs());
        sourceLetters += signals.sourceLetters();
        targetLetters += signals.targetLetters();
        words += written.words().size();
        covered += signals.of(Metric.SOURCE_COVERAGE) * written.words().size();
        signals.values()
                .forEach(
                        (metric, value) ->
                                joined.merge(metric, value, metric.join()::applyAsDouble));
    }

    /** The figures on the document; none where nothing was translated. */
    Map<Metric, Double> figures(double unreadShare) {
        if (logs.isEmpty()) {
            return Map.of();
        }
        float[] all = all();
        Map<Metric, Double> figures = new EnumMap<>(joined);
        figures.put(Metric.LOG_PROBABILITY, Confidence.mean(all));
        figures.put(Metric.WORST_FIFTH_LOG_PROBABILITY, Confidence.worstFifth(all));
        figures.put(Metric.LENGTH_RATIO, targetLetters / Math.max(1, sourceLetters));
        figures.put(Metric.SOURCE_COVERAGE, words == 0 ? 1 : covered / words);
        figures.put(Metric.UNREAD_SHARE, unreadShare);
        return figures;
    }

    private float[] all() {
        float[] all = new float[logs.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : logs) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
