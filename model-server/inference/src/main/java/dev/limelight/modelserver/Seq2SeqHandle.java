package dev.limelight.modelserver;

import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.GenerationTrace;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.architecture.seq2seq.GenerationSettings;
import dev.limelight.modelserver.batching.GenerationBatcher;
import dev.limelight.modelserver.model.Generator;
import java.util.concurrent.CompletableFuture;

/** One user's view of a shared encoder-decoder model. */
final class Seq2SeqHandle extends Handle<Generator, GenerationBatcher> implements Seq2SeqClient {

    /** Opens a handle; blocks while the engine loads. */
    Seq2SeqHandle(
            EngineRegistry<Seq2SeqOptions, Engine<Generator, GenerationBatcher>> registry,
            Seq2SeqOptions options) {
        super(registry, options);
    }

    @Override
    public Seq2SeqInfo info() {
        return model().info();
    }

    @Override
    public int maxNewTokens(String settings) {
        return model().maxNewTokens(settings);
    }

    @Override
    public String withSequences(String settings, int sequences) {
        int beams = Math.max(sequences, model().beams(settings));
        return GenerationSettings.withSequences(settings, beams, sequences);
    }

    @Override
    public GenerationTrace trace(GenerateRequest request, int top) {
        return TracedGeneration.of(model(), request, top);
    }

    @Override
    public CompletableFuture<GenerateResult> generate(GenerateRequest request) {
        return answer(
                () ->
                        batcher()
                                .submit(
                                        model().prepare(request),
                                        request.group(),
                                        request.timeout()));
    }

    @Override
    public CompletableFuture<GenerateResult> score(GenerateRequest request, String target) {
        return answer(
                () ->
                        batcher()
                                .submit(
                                        model().prepare(request, target),
                                        request.group(),
                                        request.timeout()));
    }
}
