package dev.limelight.modelserver.architecture.bert;

import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.ModelInfo;
import dev.limelight.modelserver.model.Encoder;
import dev.limelight.modelserver.model.EncoderInput;
import dev.limelight.modelserver.model.EncoderOutput;
import dev.limelight.modelserver.runtime.OnnxModel;
import dev.limelight.modelserver.runtime.TokenBatch;
import dev.limelight.modelserver.runtime.graph.OnnxGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A loaded BERT-like model. Owns its tokenizer and its session. */
final class BertEncoder implements Encoder {

    private final ModelInfo info;
    private final BertTokens tokenizer;
    private final OnnxModel model;
    private final String hiddenStates;
    private final boolean readsAlone;

    /**
     * @param graph what {@code model} runs
     */
    BertEncoder(ModelInfo info, BertTokens tokenizer, OnnxModel model, OnnxGraph graph) {
        this.info = info;
        this.tokenizer = tokenizer;
        this.model = model;
        this.hiddenStates = graph.hiddenStates();
        this.readsAlone = graph.readsAlone();
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public TokenCounter tokens() {
        return tokenizer.counter();
    }

    @Override
    public List<TokenSpan> framed(String text) {
        return tokenizer.framed(text);
    }

    @Override
    public List<EncoderOutput> run(List<EncoderInput> batch) {
        return readsAlone
                ? batch.stream().flatMap(input -> together(List.of(input)).stream()).toList()
                : together(batch);
    }

    private List<EncoderOutput> together(List<EncoderInput> batch) {
        TokenBatch tokens = TokenBatch.of(batch.stream().map(EncoderInput::tokens).toList());
        Map<String, float[]> computed = model.run(tokens, wanted(batch));
        List<EncoderOutput> outputs = new ArrayList<>(batch.size());
        for (int row = 0; row < batch.size(); row++) {
            outputs.add(output(batch.get(row), row, tokens.columns(), computed));
        }
        return outputs;
    }

    @Override
    public void close() {
        try (tokenizer) {
            model.close();
        }
    }

    private Set<String> wanted(List<EncoderInput> batch) {
        Set<String> names = new LinkedHashSet<>();
        names.add(hiddenStates);
        batch.forEach(input -> input.taps().forEach(tap -> names.add(attention(tap))));
        return names;
    }

    private EncoderOutput output(
            EncoderInput input, int row, int columns, Map<String, float[]> computed) {
        int width = info.width();
        int from = row * columns * width;
        float[] all = computed.getOrDefault(hiddenStates, new float[0]);
        float[] hidden = Arrays.copyOfRange(all, from, from + input.length() * width);
        List<AttentionMap> maps = new ArrayList<>();
        for (AttentionTap tap : input.taps()) {
            float[] weights = computed.getOrDefault(attention(tap), new float[0]);
            maps.add(new AttentionMap(tap, input.length(), square(weights, row, columns, input)));
        }
        return new EncoderOutput(width, hidden, maps);
    }

    /** The unpadded corner of one row of {@code [batch, columns, columns]}. */
    private static float[] square(float[] weights, int row, int columns, EncoderInput input) {
        int n = input.length();
        float[] square = new float[n * n];
        for (int target = 0; target < n; target++) {
            System.arraycopy(weights, (row * columns + target) * columns, square, target * n, n);
        }
        return square;
    }

    private static String attention(AttentionTap tap) {
        return OnnxGraph.attentionOutput(tap);
    }
}
