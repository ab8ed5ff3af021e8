package dev.limelight.modelserver.architecture.folder;

import java.util.List;

/** A size of the network, and the keys of {@code config.json} that architectures have for it. */
public enum SizeKey {
    /** Layers of the encoder. */
    ENCODER_LAYERS("encoder_layers", "num_layers"),
    /** Layers of the decoder. */
    DECODER_LAYERS("decoder_layers", "num_decoder_layers", "num_layers"),
    /** Attention heads of an encoder layer. */
    ENCODER_HEADS("encoder_attention_heads", "num_heads"),
    /** Attention heads of a decoder layer. */
    DECODER_HEADS("decoder_attention_heads", "num_heads"),
    /** Numbers of a hidden state. */
    WIDTH("d_model", "hidden_size"),
    /** Inner size of a layer's feed-forward part. */
    FEED_FORWARD("decoder_ffn_dim", "d_ff"),
    /** Tokens that a source may have. */
    SOURCE_VOCABULARY("vocab_size"),
    /** Tokens that a target may have. */
    VOCABULARY("decoder_vocab_size", "vocab_size"),
    /** The most tokens of a source or target; missing where positions are relative. */
    POSITIONS("max_position_embeddings");

    @SuppressWarnings("ImmutableEnumChecker") // of List.of
    private final List<String> keys;

    SizeKey(String... keys) {
        this.keys = List.of(keys);
    }

    /** The keys; the first that is there counts. */
    public List<String> keys() {
        return keys;
    }
}
