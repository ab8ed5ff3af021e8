package dev.limelight.modelserver.runtime;

/** The inputs of a decoder as Hugging Face Optimum names them. */
final class DecoderInputs {

    static final String IDS = "input_ids";
    static final String MASK = "attention_mask";
    static final String ENCODER_MASK = "encoder_attention_mask";
    static final String HIDDEN = "encoder_hidden_states";
    static final String USE_CACHE = "use_cache_branch";
    static final String PAST = "past_key_values.";

    /** In the names of keys and values that are those of the source. */
    static final String CROSS = ".encoder.";

    private DecoderInputs() {}

    /** Whether an input is made of the source, once and for all steps. */
    static boolean isOfSources(String input) {
        return input.equals(ENCODER_MASK)
                || input.equals(HIDDEN)
                || (input.startsWith(PAST) && input.contains(CROSS));
    }

    /** Whether an input is made of the target, anew in each step. */
    static boolean isOwnPast(String input) {
        return input.startsWith(PAST) && !input.contains(CROSS);
    }
}
