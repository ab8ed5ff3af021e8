package dev.limelight.modelserver.generation;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The settings of generation, with the names and defaults of transformers' {@code
 * GenerationConfig}. It has none that sample: the same input gives the same output.
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
 * @param removeInvalidValues whether scores that are no finite number become finite ones
 * @param renormalizeLogits whether what the other settings left is made a distribution again
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
        List<Integer> beginSuppressTokens,
        boolean removeInvalidValues,
        boolean renormalizeLogits) {

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
        if (badWordsIds.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException(
                    "bad_words_ids is %s, expected no empty list in it".formatted(badWordsIds));
        }
        eosTokenIds = List.copyOf(eosTokenIds);
        badWordsIds = List.copyOf(badWordsIds);
        suppressTokens = List.copyOf(suppressTokens);
        beginSuppressTokens = List.copyOf(beginSuppressTokens);
    }

    /** The same with another forced first token. */
    public GenerationConfig withForcedBos(OptionalInt token) {
        return new GenerationConfig(
                decoderStartTokenId,
                eosTokenIds,
                maxNewTokens,
                minLength,
                minNewTokens,
                numBeams,
                numReturnSequences,
                lengthPenalty,
                earlyStopping,
                repetitionPenalty,
                noRepeatNgramSize,
                encoderNoRepeatNgramSize,
                badWordsIds,
                token,
                forcedEosTokenId,
                suppressTokens,
                beginSuppressTokens,
                removeInvalidValues,
                renormalizeLogits);
    }

    /**
     * Refuses ids that no token has.
     *
     * @throws IllegalArgumentException naming the setting and the id
     */
    public void checkTokens(int vocabulary) {
        check("decoder_start_token_id", IntStream.of(decoderStartTokenId), vocabulary);
        check("eos_token_id", ids(eosTokenIds), vocabulary);
        check("bad_words_ids", badWordsIds.stream().flatMapToInt(word -> ids(word)), vocabulary);
        check("forced_bos_token_id", forcedBosTokenId.stream(), vocabulary);
        check("forced_eos_token_id", forcedEosTokenId.stream(), vocabulary);
        check("suppress_tokens", ids(suppressTokens), vocabulary);
        check("begin_suppress_tokens", ids(beginSuppressTokens), vocabulary);
    }

    private static IntStream ids(List<Integer> tokens) {
        return tokens.stream().mapToInt(Integer::intValue);
    }

    private static void check(String name, IntStream ids, int vocabulary) {
        ids.filter(id -> id < 0 || id >= vocabulary)
                .findFirst()
                .ifPresent(
                        id -> {
                            throw new IllegalArgumentException(
                                    "%s has %d, expected 0 to %d"
                                            .formatted(name, id, vocabulary - 1));
                        });
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
