package dev.limelight.pipeline.cli.screen;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line of bars, one cell a sentence. Where there are more sentences than cells, a cell shows the
 * highest of its sentences, so that no peak is lost.
 */
public final class SentenceBars {

    private static final String BARS = "▁▂▃▄▅▆▇█";

    private final double[] peaks;
    private final boolean[] marks;

    /**
     * The bars of some scores.
     *
     * @param scores one for each sentence
     * @param marked which sentences to mark
     * @param width the most cells
     */
    public SentenceBars(double[] scores, boolean[] marked, int width) {
        int cells = Math.min(width, scores.length);
        peaks = new double[cells];
        marks = new boolean[cells];
        for (int i = 0; i < scores.length; i++) {
            int cell = (int) ((long) i * cells / scores.length);
            peaks[cell] = Math.max(peaks[cell], scores[i]);
            marks[cell] |= marked[i];
        }
    }

    /** The number of cells. */
    public int width() {
        return peaks.length;
    }

    /** A cell's height as a share of the highest cell's, from 0 to 1; 0 where all scores are 0. */
    public double height(int cell) {
        double top = IntStream.range(0, peaks.length).mapToDouble(i -> peaks[i]).max().orElse(1);
        return top == 0 ? 0 : peaks[cell] / top;
    }

    /** The bar of a cell. */
    public char bar(int cell) {
        return BARS.charAt((int) Math.round(height(cell) * (BARS.length() - 1)));
    }

    /** {@code ▲} under marked cells. */
    String markers() {
        return IntStream.range(0, marks.length)
                .mapToObj(cell -> marks[cell] ? "▲" : " ")
                .collect(Collectors.joining())
                .stripTrailing();
    }
}
