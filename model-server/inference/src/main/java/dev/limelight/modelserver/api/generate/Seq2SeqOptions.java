package dev.limelight.modelserver.api.generate;

import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.attention.AttentionTap;
import java.io.Serializable;
import java.util.List;

/**
 * The options with which an encoder-decoder model is loaded. Handles opened with equal options
 * share one engine; other options load the weights once more.
 *
 * @param folder the bundle: {@code config.json}, tokenizer and graphs as Hugging Face and Optimum
 *     lay them out
 * @param suffix of the graphs' names, for instance {@code _quantized}; empty for none. {@link
 *     #DEFAULT_SUFFIX} takes the one that the bundle names in its {@code config.json}, or the only
 *     one there is
 * @param attention that can be asked for
 * @param batching how requests are gathered
 * @param content tells apart what one folder holds at different times: files that were replaced are
 *     not mistaken for those that are loaded; empty where nobody replaces them
 * @param readsControl whether the name of a control token in a text ({@code </s>}) is that token,
 *     as in transformers; else it is text like any other
 */
public record Seq2SeqOptions(
        String folder,
        String suffix,
        Attention attention,
        BatchOptions batching,
        String content,
        boolean readsControl)
        implements Serializable {

    /** Takes the suffix that the bundle names, or the only one there is. */
    public static final String DEFAULT_SUFFIX = "default";

    /**
     * The attention that can be asked for.
     *
     * @param cross cross-attention, by decoder layer and head, ascending
     * @param encoder self-attention of the encoder, ascending
     * @param isNeeded whether a model whose graphs do not show {@code cross} is refused; else it
     *     writes without, and results have none
     */
    public record Attention(List<AttentionTap> cross, List<AttentionTap> encoder, boolean isNeeded)
            implements Serializable {

        public Attention {
            cross = cross.stream().distinct().sorted().toList();
            encoder = encoder.stream().distinct().sorted().toList();
        }
    }

    /** No attention, all cores, 2048 positions, 5 ms, 512 requests. */
    public static Seq2SeqOptions of(String folder) {
        var none = new Attention(List.of(), List.of(), true);
        return new Seq2SeqOptions(folder, DEFAULT_SUFFIX, none, BatchOptions.of(2048), "", false);
    }

    /** The same for graphs of another suffix. */
    public Seq2SeqOptions withSuffix(String wanted) {
        return new Seq2SeqOptions(folder, wanted, attention, batching, content, readsControl);
    }

    /** The same with other cross-attention. */
    public Seq2SeqOptions withCrossTaps(List<AttentionTap> taps) {
        return with(new Attention(taps, attention.encoder(), attention.isNeeded()));
    }

    /** The same with other attention of the encoder. */
    public Seq2SeqOptions withEncoderTaps(List<AttentionTap> taps) {
        return with(new Attention(attention.cross(), taps, attention.isNeeded()));
    }

    /** The same; without cross-attention where the graphs do not show it. */
    public Seq2SeqOptions withOptionalAttention() {
        return with(new Attention(attention.cross(), attention.encoder(), false));
    }

    /** The same with other batches. */
    public Seq2SeqOptions withBatching(BatchOptions other) {
        return new Seq2SeqOptions(folder, suffix, attention, other, content, readsControl);
    }

    /** The same for other content of the folder. */
    public Seq2SeqOptions withContent(String held) {
        return new Seq2SeqOptions(folder, suffix, attention, batching, held, readsControl);
    }

    /** The same; names of control tokens in a text are these tokens. */
    public Seq2SeqOptions withControlTokens() {
        return new Seq2SeqOptions(folder, suffix, attention, batching, content, true);
    }

    private Seq2SeqOptions with(Attention other) {
        return new Seq2SeqOptions(folder, suffix, other, batching, content, readsControl);
    }
}
