package dev.limelight.pipeline.translate.route;

import dev.limelight.connectors.record.ModelRef;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;

/**
 * The model of one hop of a translation.
 *
 * @param client loaded with the attention that alignments are read from
 * @param model what translations call it
 * @param isOwn whether the client is closed with this
 */
public record HopModel(Seq2SeqClient client, ModelRef model, boolean isOwn)
        implements AutoCloseable {

    /** A model under its own name, whose client is closed with this. */
    public static HopModel owned(Seq2SeqClient client) {
        return new HopModel(client, ref(client), true);
    }

    /** A model under its own name, whose client stays its owner's. */
    public static HopModel shared(Seq2SeqClient client) {
        return new HopModel(client, ref(client), false);
    }

    private static ModelRef ref(Seq2SeqClient client) {
        return new ModelRef(client.info().id(), client.info().revision());
    }

    @Override
    public void close() {
        if (isOwn) {
            client.close();
        }
    }
}
