package dev.limelight.modelserver.architecture.bergamot;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.bergamot.Embeddings;
import dev.limelight.modelserver.generation.DecoderSteps;
import dev.limelight.modelserver.generation.GenerationConfig;
import dev.limelight.modelserver.model.ForcedTarget;
import dev.limelight.modelserver.model.Generator;
import dev.limelight.modelserver.model.GeneratorBatch;
import dev.limelight.modelserver.model.GeneratorInput;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq.Taps;
import dev.limelight.modelserver.runtime.bergamot.BergamotModel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** A model of Bergamot with its vocabularies: text in, text out. Owns both. Thread-safe. */
public final class Bergamot implements Generator {

    private final Path folder;
    private final Seq2SeqInfo info;
    private final BergamotSettings settings;
    private final Seq2SeqTokenizer tokenizer;
    private final BergamotModel model;

    private Bergamot(BergamotBundle bundle, Seq2SeqTokenizer tokenizer, BergamotModel model) {
        this.folder = bundle.files().folder();
        this.info = bundle.info();
        this.settings = bundle.settings();
        this.tokenizer = tokenizer;
        this.model = model;
    }

    /**
     * Loads a folder.
     *
     * @throws ModelException {@code MODEL_ERROR} when it lacks something or cannot be run
     */
    public static Bergamot open(Seq2SeqOptions options) {
        BergamotBundle bundle = BergamotBundle.read(Path.of(options.folder()));
        Seq2SeqTokenizer tokenizer = bundle.vocabularies().open();
        try {
            var taps = new Taps(options.attention().cross(), options.attention().encoder());
            return new Bergamot(
                    bundle,
                    tokenizer,
                    BergamotModel.open(bundle.parts(), taps, options.batching().threads()));
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    @Override
    public Seq2SeqInfo info() {
        return info;
    }

    @Override
    public TokenCounter tokens() {
        return tokenizer;
    }

    @Override
    public int beams(String requested) {
        return config(requested, 1).numBeams();
    }

    @Override
    public GeneratorInput prepare(GenerateRequest request) {
        var tokens = tokenizer.source(request.text(), request.source(), request.target());
        check("source", tokens.size());
        GenerationConfig config = config(request.settings(), tokens.size());
        check("max_new_tokens", config.maxNewTokens());
        return new GeneratorInput(tokens, config);
    }

    @Override
    public GeneratorInput prepare(GenerateRequest request, String target) {
        GeneratorInput input = prepare(request);
        var tokens = tokenizer.target(target, request.target());
        check("target", tokens.size());
        return new GeneratorInput(input.tokens(), input.config(), new ForcedTarget(target, tokens));
    }

    @Override
    public String text(int token) {
        return tokenizer.decode(new int[] {token}).text();
    }

    @Override
    public GeneratorBatch start(List<GeneratorInput> inputs, UnaryOperator<DecoderSteps> watched) {
        return new BergamotBatch(model, tokenizer, inputs, watched);
    }

    @Override
    public void close() {
        try {
            model.close();
        } finally {
            tokenizer.close();
        }
    }

    private GenerationConfig config(String requested, int sourceTokens) {
        try {
            GenerationConfig config = settings.generation(sourceTokens, requested);
            config.checkTokens(model.network().targetVocabulary());
            return config;
        } catch (ModelException | IllegalArgumentException e) {
            throw new ModelException(Category.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    private void check(String what, int tokens) {
        if (tokens < 1 || tokens > Embeddings.POSITIONS) {
            throw new ModelException(
                    Category.TOO_LARGE,
                    "%s of %d tokens, expected 1 to %d, the positions of %s"
                            .formatted(what, tokens, Embeddings.POSITIONS, folder));
        }
    }
}
