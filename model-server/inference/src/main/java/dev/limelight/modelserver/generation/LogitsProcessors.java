package dev.limelight.modelserver.generation;

import static java.lang.Float.NEGATIVE_INFINITY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The processors of transformers' {@code generation/logits_process.py}, in the order in which its
 * {@code _get_logits_processor} puts them: a later one sees what an earlier one did.
 */
final class LogitsProcessors {

    private LogitsProcessors() {}

    /** What {@code config} asks for, for one source. */
    static List<LogitsProcessor> of(GenerationConfig config, int[] source) {
        var all = new ArrayList<LogitsProcessor>();
        if (config.repetitionPenalty() != 1) {
            all.add(repetitionPenalty((float) config.repetitionPenalty()));
        }
        if (config.noRepeatNgramSize() > 0) {
            all.add(noRepeatNgram(config.noRepeatNgramSize()));
        }
        if (config.encoderNoRepeatNgramSize() > 0) {
            all.add(noCopiedNgram(config.encoderNoRepeatNgramSize(), source));
        }
        all.addAll(badWords(config));
        int least = Math.max(config.minLength(), config.minNewTokens() + 1);
        if (least > 1) {
            all.add(minLength(least, config.eosTokenIds()));
        }
        config.forcedBosTokenId().ifPresent(id -> all.add(forced(1, id)));
        config.forcedEosTokenId().ifPresent(id -> all.add(forced(config.maxNewTokens(), id)));
        if (config.removeInvalidValues()) {
            all.add((tokens, scores) -> makeFinite(scores));
        }
        if (!config.suppressTokens().isEmpty()) {
            all.add((tokens, scores) -> forbid(scores, config.suppressTokens()));
        }
        if (!config.beginSuppressTokens().isEmpty()) {
            int begin = config.forcedBosTokenId().isPresent() ? 2 : 1;
            all.add(suppressedAt(begin, config.beginSuppressTokens()));
        }
        if (config.renormalizeLogits()) {
            all.add((tokens, scores) -> renormalize(scores));
        }
        return all;
    }

    static LogitsProcessor repetitionPenalty(float penalty) {
        return (tokens, scores) ->
                Arrays.stream(tokens)
                        .distinct()
                        .filter(token -> token < scores.length)
                        .forEach(
                                token ->
                                        scores[token] =
                                                scores[token] < 0
                                                        ? scores[token] * penalty
                                                        : scores[token] / penalty);
    }

    static LogitsProcessor noRepeatNgram(int size) {
        return (tokens, scores) -> forbidContinuations(tokens, tokens, size, scores);
    }

    static LogitsProcessor noCopiedNgram(int size, int[] source) {
        return (tokens, scores) -> forbidContinuations(source, tokens, size, scores);
    }

    /** A bad word that is an end-of-sentence is none: generation could not end. */
    static List<LogitsProcessor> badWords(GenerationConfig config) {
        return config.badWordsIds().stream()
                .filter(word -> word.size() > 1 || !config.eosTokenIds().contains(word.get(0)))
                .map(word -> badWord(word.stream().mapToInt(Integer::intValue).toArray()))
                .toList();
    }

    static LogitsProcessor minLength(int least, List<Integer> ends) {
        return (tokens, scores) -> {
            if (tokens.length < least) {
                forbid(scores, ends);
            }
        };
    }

    /** Only {@code token} where {@code length} tokens are there. */
    static LogitsProcessor forced(int length, int token) {
        return (tokens, scores) -> {
            if (tokens.length == length) {
                Arrays.fill(scores, NEGATIVE_INFINITY);
                scores[token] = 0;
            }
        };
    }

    static LogitsProcessor suppressedAt(int length, List<Integer> suppressed) {
        return (tokens, scores) -> {
            if (tokens.length == length) {
                forbid(scores, suppressed);
            }
        };
    }

    private static LogitsProcessor badWord(int[] word) {
        return (tokens, scores) -> {
            // As in transformers, a text shorter than the words can hold no beginning of them.
            if (word.length <= Math.max(1, tokens.length)
                    && endsWith(tokens, word, word.length - 1)) {
                scores[word[word.length - 1]] = NEGATIVE_INFINITY;
            }
        };
    }

    /** Whether {@code tokens} end with the first {@code length} of {@code word}. */
    private static boolean endsWith(int[] tokens, int[] word, int length) {
        int from = tokens.length - length;
        return from >= 0 && Arrays.equals(tokens, from, tokens.length, word, 0, length);
    }

    /** Forbids what would complete an n-gram of {@code text}. */
    private static void forbidContinuations(int[] text, int[] tokens, int size, float[] scores) {
        int from = tokens.length - size + 1;
        for (int at = 0; from >= 0 && at + size <= text.length; at++) {
            int last = text[at + size - 1];
            boolean matches = Arrays.equals(tokens, from, tokens.length, text, at, at + size - 1);
            if (matches && last < scores.length) {
                scores[last] = NEGATIVE_INFINITY;
            }
        }
    }

    /** What is no number becomes 0, what is infinite the largest number. */
    static void makeFinite(float[] scores) {
        for (int i = 0; i < scores.length; i++) {
            float finite = Float.isNaN(scores[i]) ? 0 : scores[i];
            scores[i] = Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, finite));
        }
    }

    /** Makes scores natural logs of a distribution, unless all are impossible. */
    static void renormalize(float[] scores) {
        float highest = scores[argmax(scores)];
        if (highest == NEGATIVE_INFINITY) {
            return;
        }
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp((double) score - highest);
        }
        double logSum = Math.log(sum);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) ((double) scores[i] - highest - logSum);
        }
    }

    private static void forbid(float[] scores, List<Integer> tokens) {
        tokens.forEach(token -> scores[token] = NEGATIVE_INFINITY);
    }

    /** Where the largest is; the first of equals. */
    static int argmax(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }
}
