package dev.limelight.modelserver.architecture.bert;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.encode.EncoderInspector;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.modelserver.api.encode.ModelEntry;
import dev.limelight.modelserver.api.encode.ModelInfo;
import dev.limelight.modelserver.architecture.folder.GraphChecksum;
import dev.limelight.modelserver.model.Encoder;
import dev.limelight.modelserver.model.ModelArchitecture;
import dev.limelight.modelserver.runtime.OnnxModel;
import dev.limelight.modelserver.runtime.graph.OnnxGraph;
import dev.limelight.modelserver.tokenizer.TextTokenizer;
import dev.limelight.modelserver.tokenizer.TokenizerJson;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** BERT-like encoders, from the class path or from a folder. Thread-safe. */
public final class BertArchitecture implements ModelArchitecture {

    private static final int NONE = -1;

    private final BertConfig config;

    private BertArchitecture(BertConfig config) {
        this.config = config;
    }

    /** all-MiniLM-L6-v2: six layers of twelve heads, English. */
    public static BertArchitecture miniLm() {
        return new BertArchitecture(BertConfig.MINILM);
    }

    /**
     * The encoder in a folder.
     *
     * @throws ModelException {@code MODEL_ERROR} naming what the folder lacks
     */
    public static BertArchitecture in(Path folder) {
        return new BertArchitecture(BertFolder.read(folder).all());
    }

    @Override
    public String alias() {
        return config.alias();
    }

    @Override
    public ModelEntry entry() {
        byte[] file = config.files().model();
        return new ModelEntry(
                config.alias(),
                config.id(),
                GraphChecksum.of(ByteBuffer.wrap(file)),
                file.length,
                config.licence(),
                config.languages(),
                config.origin());
    }

    @Override
    public EncoderProfile profile() {
        return config.profile();
    }

    @Override
    public Encoder open(EncoderOptions options) {
        int heads = config.profile().heads();
        return opened(
                graph -> graph.withAttention(options.taps(), heads),
                options.batching().threads(),
                BertEncoder::new);
    }

    @Override
    public EncoderInspector inspector(int threads) {
        return opened(OnnxGraph::withLayers, threads, BertInspector::new);
    }

    private interface Maker<T> {

        T of(ModelInfo info, BertTokens tokenizer, OnnxModel model, OnnxGraph graph);
    }

    private <T> T opened(UnaryOperator<OnnxGraph> edit, int threads, Maker<T> maker) {
        byte[] file = config.files().model();
        OnnxGraph graph = config.files().graph(file);
        checkLayers(graph.attentionMaps().size());
        OnnxGraph edited = edit.apply(graph);
        TokenizerJson json = TokenizerJson.parse(config.alias(), config.files().tokenizer());
        TextTokenizer tokenizer = TextTokenizer.open(json);
        try {
            int unknown = json.id(config.unknownToken()).orElse(NONE);
            ModelInfo info = info(GraphChecksum.of(ByteBuffer.wrap(file)), tokenizer, unknown);
            var tokens = new BertTokens(tokenizer, config.prefix());
            return maker.of(info, tokens, OnnxModel.open(edited, threads), edited);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private void checkLayers(int shown) {
        if (shown != config.profile().layers()) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    ("%s shows the attention of %d layers, expected %d, the num_hidden_layers of"
                                    + " config.json; export the model without fused attention")
                            .formatted(config.id(), shown, config.profile().layers()));
        }
    }

    private ModelInfo info(String revision, TextTokenizer tokenizer, int unknown) {
        return new ModelInfo(
                config.id(),
                revision,
                config.maxTokens(),
                config.trainedTokens(),
                tokenizer.framed(config.prefix()).size(),
                unknown,
                config.profile().layers(),
                config.profile().heads(),
                config.width());
    }
}
