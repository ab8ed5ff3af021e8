package dev.limelight.modelserver;

import dev.limelight.modelserver.api.CrossAttention;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.GenerateRequest;
import dev.limelight.modelserver.api.GenerateResult;
import dev.limelight.modelserver.api.GeneratedText;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.Seq2SeqClient;
import dev.limelight.modelserver.api.Seq2SeqInfo;
import dev.limelight.modelserver.api.Seq2SeqOptions;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.architecture.seq2seq.Seq2SeqArchitectures;
import dev.limelight.modelserver.architecture.seq2seq.Seq2SeqBundle;
import dev.limelight.modelserver.architecture.seq2seq.Seq2SeqModel;
import dev.limelight.modelserver.architecture.seq2seq.Seq2SeqTokenizer;
import dev.limelight.modelserver.generation.Generated;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Interim: one request after the other. */
final class Seq2SeqHandle implements Seq2SeqClient {

    private final Seq2SeqOptions options;
    private final Seq2SeqBundle bundle;
    private final Seq2SeqModel model;
    private final Seq2SeqTokenizer tokenizer;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    r -> {
                        Thread t = new Thread(r, "seq2seq");
                        t.setDaemon(true);
                        return t;
                    });

    private Seq2SeqHandle(
            Seq2SeqOptions options,
            Seq2SeqBundle bundle,
            Seq2SeqModel model,
            Seq2SeqTokenizer tokenizer) {
        this.options = options;
        this.bundle = bundle;
        this.model = model;
        this.tokenizer = tokenizer;
    }

    static Seq2SeqHandle open(Seq2SeqOptions options) {
        Path folder = Path.of(options.folder());
        String suffix =
                options.suffix().equals(Seq2SeqOptions.DEFAULT_SUFFIX) ? "" : options.suffix();
        Seq2SeqBundle bundle = Seq2SeqBundle.read(folder, suffix);
        Seq2SeqTokenizer tokenizer =
                Seq2SeqArchitectures.of(bundle.config().modelType()).tokenizer(folder);
        return new Seq2SeqHandle(
                options, bundle, Seq2SeqModel.open(bundle, options.crossTaps(), 2), tokenizer);
    }

    @Override
    public Seq2SeqInfo info() {
        return new Seq2SeqInfo(
                bundle.folder().getFileName().toString(),
                "0",
                bundle.config().modelType(),
                bundle.config().positions().orElse(Integer.MAX_VALUE),
                tokenizer.unknownToken(),
                1,
                bundle.config().decoderHeads(),
                List.of(),
                List.of(),
                null);
    }

    @Override
    public TokenCounter tokens() {
        return tokenizer;
    }

    @Override
    public CompletableFuture<GenerateResult> generate(GenerateRequest request) {
        CompletableFuture<GenerateResult> answer = new CompletableFuture<>();
        thread.execute(
                () -> {
                    try {
                        answer.complete(run(request));
                    } catch (ModelException e) {
                        answer.completeExceptionally(e);
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(
                                new ModelException(Category.MODEL_ERROR, "failed", e));
                    }
                });
        return answer;
    }

    private GenerateResult run(GenerateRequest request) {
        List<TokenSpan> source =
                tokenizer.source(request.text(), request.source(), request.target());
        int[] ids = source.stream().mapToInt(TokenSpan::id).toArray();
        var config = bundle.generationConfig(request.settings());
        List<GeneratedText> texts = new ArrayList<>();
        for (Generated each : model.generate(List.of(ids), config).get(0)) {
            texts.add(text(each));
        }
        return new GenerateResult(source, texts, List.of(), 0, 0);
    }

    private GeneratedText text(Generated generated) {
        var decoded = tokenizer.decode(generated.tokens());
        List<CrossAttention> attention = new ArrayList<>();
        for (int i = 0; i < options.crossTaps().size(); i++) {
            int tap = i;
            attention.add(
                    new CrossAttention(
                            options.crossTaps().get(i),
                            generated.crossAttention().stream()
                                    .map(step -> step.get(tap))
                                    .toList()));
        }
        return new GeneratedText(
                decoded.text(),
                decoded.tokens(),
                generated.logProbabilities(),
                generated.score(),
                attention);
    }

    @Override
    public EngineStatistics statistics() {
        return new EngineStatistics(0, 0, 0, 0, 0);
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
