package dev.limelight.pipeline.bench.signals;

import dev.limelight.modelserver.api.GenerateResult;
import dev.limelight.modelserver.api.GeneratedText;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.translate.align.WordAttention;
import dev.limelight.pipeline.translate.align.WordSpans;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence and a translation of it, with what the model gave for each token of that.
 *
 * @param source the sentence
 * @param target its translation
 * @param logs log-probability of each token
 * @param received what each word of the source got of the attention, in target words
 */
record Sample(String source, String target, float[] logs, double[] received) {

    /** What the model gave. */
    static Sample of(String source, GenerateResult result) {
        return of(source, result, 0, 0);
    }

    /**
     * What the model gave without some of its tokens, as if it had not written them.
     *
     * @param from the first token that is left out
     * @param to one past the last
     */
    static Sample of(String source, GenerateResult result, int from, int to) {
        GeneratedText best = result.best();
        List<TokenSpan> tokens = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        float[] logs = new float[best.tokens().size() - (to - from)];
        List<float[]> all = best.crossAttention().get(0).weights();
        for (int i = 0; i < best.tokens().size(); i++) {
            if (i < from || i >= to) {
                logs[tokens.size()] = best.logProbabilities()[i];
                tokens.add(best.tokens().get(i));
                rows.add(all.get(i));
            }
        }
        WordAttention attention =
                WordAttention.of(
                        WordSpans.of(source),
                        result.source(),
                        WordSpans.of(best.text()),
                        tokens,
                        rows);
        return new Sample(source, without(best, from, to), logs, attention.received());
    }

    Sample withTarget(String other) {
        return new Sample(source, other, logs, received);
    }

    private static String without(GeneratedText best, int from, int to) {
        if (from == to) {
            return best.text();
        }
        int start = best.tokens().get(from).start();
        int end = best.tokens().get(to - 1).end();
        return (best.text().substring(0, start) + best.text().substring(end)).strip();
    }
}
