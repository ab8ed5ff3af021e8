package dev.limelight.modelserver.architecture.bert;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncoderInspector;
import dev.limelight.modelserver.api.encode.Inspected;
import dev.limelight.modelserver.api.encode.InspectedHead;
import dev.limelight.modelserver.api.encode.ModelInfo;
import dev.limelight.modelserver.runtime.OnnxModel;
import dev.limelight.modelserver.runtime.TokenBatch;
import dev.limelight.modelserver.runtime.graph.LayerPart;
import dev.limelight.modelserver.runtime.graph.OnnxGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows the inside of a BERT-like model. Owns its tokenizer and its session. */
final class BertInspector implements EncoderInspector {

    private final ModelInfo info;
    private final BertTokens tokenizer;
    private final OnnxModel model;
    private final OnnxGraph graph;

    /**
     * An inspector.
     *
     * @param graph what {@code model} runs
     */
    BertInspector(ModelInfo info, BertTokens tokenizer, OnnxModel model, OnnxGraph graph) {
        this.info = info;
        this.tokenizer = tokenizer;
        this.model = model;
        this.graph = graph;
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public Inspected inspect(String text) {
        List<TokenSpan> tokens = checked(text);
        Set<String> wanted = new LinkedHashSet<>();
        for (int layer = 0; layer < info.layers(); layer++) {
            wanted.add(name(layer, LayerPart.STATES));
        }
        wanted.retainAll(graph.outputs());
        wanted.add(graph.hiddenStates());
        Map<String, float[]> computed = model.run(TokenBatch.of(List.of(tokens)), wanted);
        return new Inspected(
                tokens, tokenizer.pieces(text), info.width(), new ArrayList<>(computed.values()));
    }

    @Override
    public InspectedHead head(String text, int layer, int head) {
        check("layer", layer, info.layers());
        check("head", head, info.heads());
        List<TokenSpan> tokens = checked(text);
        int n = tokens.size();
        Set<String> wanted = new LinkedHashSet<>();
        for (LayerPart part : LayerPart.values()) {
            wanted.add(name(layer, part));
        }
        wanted.retainAll(graph.outputs());
        Map<String, float[]> computed = model.run(TokenBatch.of(List.of(tokens)), wanted);
        float[] weights = slice(computed, layer, LayerPart.ATTENTION, head, n * n);
        var map = new AttentionMap(AttentionTap.head(layer, head), n, weights);
        boolean isShown = wanted.contains(name(layer, LayerPart.QUERY));
        return new InspectedHead(map, isShown ? parts(computed, layer, head, n) : null);
    }

    @Override
    public void close() {
        try (tokenizer) {
            model.close();
        }
    }

    private InspectedHead.Parts parts(Map<String, float[]> all, int layer, int head, int n) {
        int size = info.width() / info.heads();
        float[] transposed = slice(all, layer, LayerPart.KEY, head, n * size);
        float[] key = new float[n * size];
        for (int i = 0; i < key.length; i++) {
            key[i] = transposed[i % size * n + i / size];
        }
        return new InspectedHead.Parts(
                size,
                slice(all, layer, LayerPart.QUERY, head, n * size),
                key,
                slice(all, layer, LayerPart.VALUE, head, n * size),
                slice(all, layer, LayerPart.PRODUCT, head, n * n),
                slice(all, layer, LayerPart.SCORES, head, n * n),
                slice(all, layer, LayerPart.CONTEXT, head, n * size));
    }

    /** The numbers of one head of {@code [1, heads, ...]}. */
    private static float[] slice(
            Map<String, float[]> all, int layer, LayerPart part, int head, int length) {
        float[] numbers = all.getOrDefault(name(layer, part), new float[0]);
        return Arrays.copyOfRange(numbers, head * length, (head + 1) * length);
    }

    private List<TokenSpan> checked(String text) {
        List<TokenSpan> tokens = tokenizer.framed(text);
        if (tokens.size() > info.maxTokens()) {
            throw new ModelException(
                    Category.TOO_LARGE,
                    "text of %d tokens, expected at most %d"
                            .formatted(tokens.size(), info.maxTokens()));
        }
        return tokens;
    }

    private static void check(String what, int value, int number) {
        if (value < 0 || value >= number) {
            throw new ModelException(
                    Category.INVALID, "%s %d, expected 0 to %d".formatted(what, value, number - 1));
        }
    }

    private static String name(int layer, LayerPart part) {
        return OnnxGraph.layerOutput(layer, part);
    }
}
