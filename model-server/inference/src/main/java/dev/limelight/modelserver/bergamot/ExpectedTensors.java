package dev.limelight.modelserver.bergamot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tensors that a network has, with their shapes. */
final class ExpectedTensors {

    private final Network network;
    private final Map<String, List<Integer>> matrices = new LinkedHashMap<>();
    private final Map<String, Integer> vectors = new LinkedHashMap<>();

    ExpectedTensors(Network network) {
        this.network = network;
        if (network.sharesEmbeddings()) {
            matrix("Wemb", network.targetVocabulary(), network.width());
        } else {
            matrix("encoder_Wemb", network.sourceVocabulary(), network.width());
            matrix("decoder_Wemb", network.targetVocabulary(), network.width());
        }
        vectors.put("decoder_ff_logit_out_b", network.targetVocabulary());
        for (int layer = 1; layer <= network.encoderLayers(); layer++) {
            attention(LayerNames.encoderAttention(layer));
            inner(LayerNames.encoderInner(layer), network.encoderInner());
        }
        for (int layer = 1; layer <= network.decoderLayers(); layer++) {
            cell(LayerNames.cell(layer));
            attention(LayerNames.crossAttention(layer));
            inner(LayerNames.decoderInner(layer), network.decoderInner());
        }
    }

    /** Of bytes: {@code [inputs, outputs]}, embeddings {@code [pieces, width]}. */
    Map<String, List<Integer>> matrices() {
        return matrices;
    }

    /** Of floats, {@code [1, size]}. */
    Map<String, Integer> vectors() {
        return vectors;
    }

    /** What the scale of the output layer is named after; a file has one or several of them. */
    Set<String> outputScales() {
        return Set.of("none", "Wemb", "encoder_Wemb", "decoder_Wemb");
    }

    private void attention(String prefix) {
        for (String part : List.of("q", "k", "v", "o")) {
            matrix(prefix + "_W" + part, network.width(), network.width());
            vectors.put(prefix + "_b" + part, network.width());
        }
        norm(prefix + "_Wo");
    }

    private void cell(String prefix) {
        matrix(prefix + "_W", network.width(), network.width());
        matrix(prefix + "_Wf", network.width(), network.width());
        vectors.put(prefix + "_bf", network.width());
        norm(prefix + "_ffn");
    }

    private void inner(String prefix, int inner) {
        matrix(prefix + "_W1", network.width(), inner);
        vectors.put(prefix + "_b1", inner);
        matrix(prefix + "_W2", inner, network.width());
        vectors.put(prefix + "_b2", network.width());
        norm(prefix + "_ffn");
    }

    private void norm(String prefix) {
        vectors.put(prefix + "_ln_scale", network.width());
        vectors.put(prefix + "_ln_bias", network.width());
    }

    private void matrix(String name, int rows, int columns) {
        matrices.put(name, List.of(rows, columns));
    }
}
