package dev.limelight.pipeline.translate;

import dev.limelight.pipeline.translate.signals.Confidence;
import dev.limelight.pipeline.translate.signals.Signals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up the signals of a document's sentences. Not thread-safe.
 *
 * <ul>
 *   <li>{@code logProbability}: mean log-probability of a token
 *   <li>{@code worstFifthLogProbability}: mean of the worst fifth of all tokens
 *   <li>{@code leastWordLogProbability}: log-probability of the least probable word
 *   <li>{@code lengthRatio}: target letters for a source letter
 *   <li>{@code repetition}: the most that a run of four words is repeated more often than in its
 *       source sentence
 *   <li>{@code numbersDiffer}: numbers that a sentence or its translation lacks
 *   <li>{@code namesDiffer}: names that translations lack
 *   <li>{@code sourceCoverage}: how much of the source was looked at, mean over its words
 *   <li>{@code unreadShare}: share of the document's characters that the model did not get
 * </ul>
 */
final class Quality {

    private final List<float[]> logs = new ArrayList<>();
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private double sourceLetters;
    private double targetLetters;
    private double words;
    private double covered;
    private int repetition;
    private double leastWord;

    /** Adds a translated sentence. */
    void add(Signals signals, Written written) {
        logs.add(written.logs());
        sourceLetters += signals.sourceLetters();
        targetLetters += signals.targetLetters();
        words += written.words().size();
        covered += signals.sourceCoverage() * written.words().size();
        leastWord = Math.min(leastWord, signals.leastWord());
        repetition = Math.max(repetition, signals.repetition());
        sums.merge("numbersDiffer", (double) signals.numbers(), Double::sum);
        sums.merge("namesDiffer", (double) signals.names(), Double::sum);
    }

    /** The figures by name; none where nothing was translated. */
    Map<String, Double> figures(double unreadShare) {
        if (logs.isEmpty()) {
            return Map.of();
        }
        float[] all = all();
        Map<String, Double> figures = new LinkedHashMap<>(sums);
        figures.put("logProbability", Confidence.mean(all));
        figures.put("worstFifthLogProbability", Confidence.worstFifth(all));
        figures.put("leastWordLogProbability", leastWord);
        figures.put("lengthRatio", targetLetters / Math.max(1, sourceLetters));
        figures.put("repetition", (double) repetition);
        figures.put("sourceCoverage", words == 0 ? 1 : covered / words);
        figures.put("unreadShare", unreadShare);
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
