package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.architecture.Seq2SeqArchitectures;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.generation.DecoderSteps;
import dev.limelight.modelserver.generation.GenerationConfig;
import dev.limelight.modelserver.model.ForcedTarget;
import dev.limelight.modelserver.model.Generator;
import dev.limelight.modelserver.model.GeneratorBatch;
import dev.limelight.modelserver.model.GeneratorInput;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** A bundle with its tokenizer and its graphs: text in, text out. Owns both. Thread-safe. */
public final class Seq2Seq implements Generator {

    private final Seq2SeqBundle bundle;
    private final Seq2SeqTokenizer tokenizer;
    private final Seq2SeqModel model;
    private final KnownLanguages languages;
    private final Seq2SeqInfo info;

    private Seq2Seq(Seq2SeqBundle bundle, Seq2SeqTokenizer tokenizer, Seq2SeqModel model) {
        this.bundle = bundle;
        this.tokenizer = tokenizer;
        this.model = model;
        this.languages = new KnownLanguages(bundle.folder(), bundle.config().own(), tokenizer);
        this.info = BundleInfo.of(bundle, tokenizer.unknownToken(), languages);
    }

    /**
     * Loads a bundle.
     *
     * @throws ModelException {@code MODEL_ERROR} when it lacks something or cannot be run
     */
    public static Seq2Seq open(Seq2SeqOptions options) {
        Path folder = Path.of(options.folder());
        Seq2SeqBundle bundle = Seq2SeqBundle.read(folder, options.suffix());
        Seq2SeqTokenizer tokenizer =
                Seq2SeqArchitectures.of(bundle.modelType())
                        .tokenizer(folder, options.readsControl());
        try {
            var taps =
                    new OnnxSeq2Seq.Taps(
                            options.attention().cross(), options.attention().encoder());
            Seq2SeqModel model =
                    Seq2SeqModel.open(
                            bundle,
                            options.attention().isNeeded() ? taps : taps.shownBy(bundle.files()),
                            options.batching().threads());
            return new Seq2Seq(bundle, tokenizer, model);
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
    public int maxNewTokens(String settings) {
        return config(settings).maxNewTokens();
    }

    @Override
    public int beams(String settings) {
        return config(settings).numBeams();
    }

    @Override
    public GeneratorInput prepare(GenerateRequest request) {
        languages.check(request.source(), request.target());
        var tokens = tokenizer.source(request.text(), request.source(), request.target());
        return checked(new GeneratorInput(tokens, config(request)));
    }

    @Override
    public GeneratorInput prepare(GenerateRequest request, String target) {
        GeneratorInput input = prepare(request);
        List<TokenSpan> tokens = tokenizer.target(target, request.target());
        return checked(
                new GeneratorInput(
                        input.tokens(),
                        input.config(),
                        ForcedTarget.of(target, tokens, input.config())));
    }

    private GeneratorInput checked(GeneratorInput input) {
        model.check(input.source());
        return input;
    }

    @Override
    public String text(int token) {
        return tokenizer.decode(new int[] {token}).text();
    }

    @Override
    public GeneratorBatch start(List<GeneratorInput> inputs, UnaryOperator<DecoderSteps> watched) {
        List<AttentionTap> taps = model.taps().cross();
        return model.start(
                inputs.stream().map(GeneratorInput::source).toList(),
                (input, generated) ->
                        GeneratedTexts.of(tokenizer, taps, inputs.get(input).target(), generated),
                watched);
    }

    @Override
    public void close() {
        try {
            model.close();
        } finally {
            tokenizer.close();
        }
    }

    private GenerationConfig config(GenerateRequest request) {
        OptionalInt first = tokenizer.forcedFirst(request.target());
        GenerationConfig config = config(request.settings());
        return first.isPresent() ? config.withForcedBos(first) : config;
    }

    private GenerationConfig config(String settings) {
        try {
            GenerationConfig config = bundle.generationConfig(settings);
            config.checkTokens(bundle.config().vocabulary());
            return config;
        } catch (ModelException | IllegalArgumentException e) {
            throw new ModelException(Category.INVALID, String.valueOf(e.getMessage()), e);
        }
    }
}
