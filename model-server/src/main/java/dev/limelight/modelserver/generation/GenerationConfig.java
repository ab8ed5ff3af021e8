package dev.limelight.modelserver.generation;

import java.util.List;
import java.util.OptionalInt;

/**
 * How to generate; names and defaults are those of transformers' {@code GenerationConfig}. Only
 * what does not sample: the same input gives the same output.
 *
 * @param decoderStartTokenId what the decoder reads first
 * @param eosTokenIds which tokens end a sequence; empty for none
 * @param maxNewTokens the most tokens after the start token, end-of-sentence included
 * @param minLength the least tokens, start token included, before an end is allowed
 * @param minNewTokens likewise, start token not included
 * @param numBeams 1 for greedy search
 * @param numReturnSequences at most {@code numBeams}
 * @param lengthPenalty finished beams are compared by log-probability / length ^ this
 * @param earlyStopping when beam search ends
 * @param repetitionPenalty 1 for none
 * @param noRepeatNgramSize 0 for any repetition
 * @param encoderNoRepeatNgramSize n-grams of the source that may not be copied; 0 for none
 * @param badWordsIds sequences of tokens that may not occur
 * @param forcedBosTokenId the first token after the start token
 * @param forcedEosTokenId the token at the last position
 * @param suppressTokens tokens that may not occur
 * @param beginSuppressTokens tokens that may not come first
 */
public record GenerationConfig(
        int decoderStartTokenId,
        List<Integer> eosTokenIds,
        int maxNewTokens,
        int minLength,
        int minNewTokens,
        int numBeams,
        int numReturnSequences,
        double lengthPenalty,
        EarlyStopping earlyStopping,
        double repetitionPenalty,
        int noRepeatNgramSize,
        int encoderNoRepeatNgramSize,
        List<List<Integer>> badWordsIds,
        OptionalInt forcedBosTokenId,
        OptionalInt forcedEosTokenId,
        List<Integer> suppressTokens,
        List<Integer> beginSuppressTokens) {

    public GenerationConfig {
        atLeast("max_new_tokens", maxNewTokens, 1);
        atLeast("num_beams", numBeams, 1);
        atLeast("num_return_sequences", numReturnSequences, 1);
        atLeast("no_repeat_ngram_size", noRepeatNgramSize, 0);
        atLeast("encoder_no_repeat_ngram_size", encoderNoRepeatNgramSize, 0);
        if (numReturnSequences > numBeams) {
            throw new IllegalArgumentException(
                    "num_return_sequences is %d, expected at most num_beams, %d"
                            .formatted(numReturnSequences, numBeams));
        }
        if (!(repetitionPenalty > 0)) {
            throw new IllegalArgumentException(
                    "repetition_penalty is %s, expected more than 0".formatted(repetitionPenalty));
        }
        eosTokenIds = List.copyOf(eosTokenIds);
        badWordsIds = List.copyOf(badWordsIds);
        suppressTokens = List.copyOf(suppressTokens);
        beginSuppressTokens = List.copyOf(beginSuppressTokens);
    }

    /** The most tokens of a sequence, start token included. */
    int maxLength() {
        return maxNewTokens + 1;
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "%s is %d, expected at least %d".formatted(name, value, least));
        }
    }
}
