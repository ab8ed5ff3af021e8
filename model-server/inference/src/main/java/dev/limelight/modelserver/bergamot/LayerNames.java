package dev.limelight.modelserver.bergamot;

/** The names of a model's tensors; layers are counted from 1, as in the file. */
public final class LayerNames {

    private LayerNames() {}

    /** Self-attention of an encoder layer; {@code _Wq} and so on are put behind it. */
    public static String encoderAttention(int layer) {
        return "encoder_l%d_self".formatted(layer);
    }

    /** Cross-attention of a decoder layer. */
    public static String crossAttention(int layer) {
        return "decoder_l%d_context".formatted(layer);
    }

    /** The SSRU cell of a decoder layer. */
    public static String cell(int layer) {
        return "decoder_l%d_rnn".formatted(layer);
    }

    /** The feed-forward part of an encoder layer. */
    public static String encoderInner(int layer) {
        return "encoder_l%d_ffn".formatted(layer);
    }

    /** The feed-forward part of a decoder layer. */
    public static String decoderInner(int layer) {
        return "decoder_l%d_ffn".formatted(layer);
    }
}
