package dev.limelight.modelserver.architecture.bert;

import dev.limelight.modelserver.api.EncoderOptions;
import dev.limelight.modelserver.api.EncoderProfile;
import dev.limelight.modelserver.api.ModelEntry;
import dev.limelight.modelserver.api.ModelInfo;
import dev.limelight.modelserver.architecture.Encoder;
import dev.limelight.modelserver.architecture.ModelArchitecture;
import dev.limelight.modelserver.runtime.OnnxGraph;
import dev.limelight.modelserver.runtime.OnnxModel;
import dev.limelight.modelserver.tokenizer.TextTokenizer;

/** BERT-like encoders from the class path. Thread-safe. */
public final class BertArchitecture implements ModelArchitecture {

    private final BertConfig config;

    private BertArchitecture(BertConfig config) {
        this.config = config;
    }

    /** {@code [UNK]} of the vocabulary that all uncased BERT models share. */
    private static final int UNKNOWN = 100;

    /** all-MiniLM-L6-v2: six layers of twelve heads, English. */
    public static BertArchitecture miniLm() {
        return new BertArchitecture(BertConfig.MINILM);
    }

    @Override
    public String alias() {
        return config.alias();
    }

    @Override
    public ModelEntry entry() {
        byte[] file = ModelFile.read(config.model());
        return new ModelEntry(
                config.alias(),
                config.id(),
                ModelFile.revision(file),
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
        byte[] file = ModelFile.read(config.model());
        OnnxGraph graph = OnnxGraph.read(file);
        OnnxGraph tapped = graph.withAttention(options.taps(), config.profile().heads());
        ModelInfo info = info(ModelFile.revision(file), graph.attentionMaps().size());
        TextTokenizer tokenizer = TextTokenizer.open(ModelFile.read(config.tokenizer()));
        try {
            OnnxModel model = OnnxModel.open(tapped, threads(options));
            return new BertEncoder(info, tokenizer, model, graph.hiddenStates());
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private static int threads(EncoderOptions options) {
        int wanted = options.intraOpThreads();
        return wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted;
    }

    private ModelInfo info(String revision, int layers) {
        return new ModelInfo(
                config.id(),
                revision,
                config.maxTokens(),
                config.trainedTokens(),
                2,
                UNKNOWN,
                layers,
                config.profile().heads(),
                config.width());
    }
}
