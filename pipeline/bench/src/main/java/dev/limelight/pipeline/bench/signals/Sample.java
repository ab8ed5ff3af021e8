package dev.limelight.pipeline.bench.signals;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.pipeline.attribution.SpanAttention;
import dev.limelight.pipeline.attribution.SpanLink;
import dev.limelight.pipeline.attribution.TokenShares;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.script.Words;
import dev.limelight.pipeline.translate.signals.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A sentence and a translation of it, with what the model gave for each token of that.
 *
 * @param source the sentence
 * @param target its translation
 * @param logs log-probability of each token
 * @param leastWord log-probability of its least probable word
 * @param leastUnlikeWord likewise, of those words that have no three letters in a row in common
 *     with a source word that they stand for
 * @param received what each word of the source got of the attention, in target words
 */
record Sample(
        String source,
        String target,
        float[] logs,
        double leastWord,
        double leastUnlikeWord,
        double[] received) {

    private static final int ALIKE = 3;

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
        List<Span> sourceWords = Words.of(source);
        List<Span> words = Words.of(best.text());
        var written = TokenShares.of(best.text(), tokens, words);
        var read = TokenShares.of(source, result.source(), sourceWords);
        SpanAttention attention = SpanAttention.of(read, written, rows);
        List<Span> unlike = unlike(source, sourceWords, best.text(), words, attention);
        return new Sample(
                source,
                without(best, from, to),
                logs,
                Confidence.leastWord(written, logs),
                Confidence.leastWord(TokenShares.of(best.text(), tokens, unlike), logs),
                attention.received());
    }

    /** The words that look like none of those that they stand for. */
    private static List<Span> unlike(
            String source,
            List<Span> sourceWords,
            String target,
            List<Span> words,
            SpanAttention attention) {
        List<Span> unlike = new ArrayList<>(words);
        for (SpanLink link : attention.links(SpanAttention.SECOND_FROM)) {
            Span word = words.get(link.target());
            if (alike(in(source, sourceWords.get(link.source())), in(target, word))) {
                unlike.remove(word);
            }
        }
        return unlike;
    }

    /** What was written for another source, beside this one. */
    Sample withSource(String other) {
        return new Sample(other, target, logs, leastWord, leastUnlikeWord, received);
    }

    Sample withTarget(String other) {
        return new Sample(source, other, logs, leastWord, leastUnlikeWord, received);
    }

    private static String in(String text, Span word) {
        return text.substring(word.start(), word.end()).toLowerCase(Locale.ROOT);
    }

    private static boolean alike(String one, String other) {
        int length = Math.min(ALIKE, other.length());
        for (int i = 0; i + length <= other.length(); i++) {
            if (one.contains(other.substring(i, i + length))) {
                return true;
            }
        }
        return false;
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
