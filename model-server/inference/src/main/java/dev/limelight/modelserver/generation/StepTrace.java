package dev.limelight.modelserver.generation;

import java.util.ArrayList;
import java.util.List;

/** Watches the steps of a decoder: every row, with the likeliest tokens behind it. */
public final class StepTrace implements DecoderSteps {

    private final DecoderSteps decoder;
    private final int top;
    private final List<List<Seen>> steps;
    private float[] logs = {};

    /**
     * A watched decoder.
     *
     * @param top how many tokens are kept of a row
     * @param steps gets the rows of each step
     */
    public StepTrace(DecoderSteps decoder, int top, List<List<Seen>> steps) {
        this.decoder = decoder;
        this.top = top;
        this.steps = steps;
    }

    /**
     * A row of a step.
     *
     * @param parent the row of the step before that it goes on from
     * @param read the token that it read
     * @param ids the likeliest next tokens, best first
     * @param logProbabilities of these, natural
     * @param entropy of all next tokens, in nats
     */
    public record Seen(int parent, int read, int[] ids, float[] logProbabilities, double entropy) {}

    @Override
    public List<? extends Row> next(int[] rows, int[] tokens) {
        List<? extends Row> said = decoder.next(rows, tokens);
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            seen.add(seen(rows[i], tokens[i], said.get(i)));
        }
        steps.add(seen);
        return said;
    }

    private Seen seen(int parent, int read, Row row) {
        logs = logs.length == row.vocabulary() ? logs : new float[row.vocabulary()];
        row.logProbabilities(logs);
        double entropy = 0;
        for (float log : logs) {
            double probability = Math.exp(log);
            entropy -= probability > 0 ? probability * log : 0;
        }
        int[] ids = likeliest();
        float[] best = new float[ids.length];
        for (int i = 0; i < ids.length; i++) {
            best[i] = logs[ids[i]];
        }
        return new Seen(parent, read, ids, best, Math.max(0, entropy));
    }

    /** By insertion: few are kept of many. */
    private int[] likeliest() {
        int[] ids = new int[Math.min(top, logs.length)];
        int kept = 0;
        for (int id = 0; id < logs.length; id++) {
            int at = kept;
            while (at > 0 && logs[ids[at - 1]] < logs[id]) {
                at--;
            }
            if (at < ids.length) {
                kept = Math.min(ids.length, kept + 1);
                System.arraycopy(ids, at, ids, at + 1, kept - at - 1);
                ids[at] = id;
            }
        }
        return ids;
    }
}
