package dev.limelight.pipeline.bench.generate;

import dev.limelight.modelserver.api.SamplePrecision;
import dev.limelight.modelserver.api.SampleSize;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * What is measured.
 *
 * @param size of the model
 * @param precisions of its weights, the first one for what is measured once
 * @param rows batch sizes
 * @param callers numbers of callers that generate at a time
 * @param lengths of the texts
 * @param threads that share a step
 * @param runs measured runs of each
 * @param python the interpreter for the comparison, by name or path
 */
public record Plan(
        SampleSize size,
        List<SamplePrecision> precisions,
        List<Integer> rows,
        List<Integer> callers,
        TextLengths lengths,
        int threads,
        int runs,
        String python) {

    public Plan {
        precisions = List.copyOf(precisions);
        rows = List.copyOf(rows);
        callers = List.copyOf(callers);
        if (precisions.isEmpty() || threads < 1 || runs < 1) {
            throw new IllegalArgumentException(
                    "%d precisions, %d threads and %d runs, expected at least one of each"
                            .formatted(precisions.size(), threads, runs));
        }
        if (rows.stream().anyMatch(n -> n < 1) || callers.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(
                    "batches of %s and %s callers, expected 1 or more".formatted(rows, callers));
        }
    }

    Seq2SeqOptions options(Path folder, SamplePrecision precision) {
        Seq2SeqOptions usual = Seq2SeqOptions.of(folder.toString());
        return usual.withSuffix(precision.suffix())
                .withBatching(usual.batching().withIntraOpThreads(threads));
    }

    /** What went through, for the reader of the figures. */
    List<String> conditions() {
        return List.of(
                "a model of random weights in %s's size: %d + %d layers %d wide, %d tokens; greedy"
                        .formatted(
                                size,
                                size.encoderLayers(),
                                size.decoderLayers(),
                                size.width(),
                                size.vocabulary()),
                "texts as long as the %d sentences of 6 to 128 tokens in the documents (p10 %d, p50 %d, p90 %d), targets 0.7 to 1.5 times as long"
                        .formatted(
                                lengths.tokens().size(),
                                lengths.quantile(0.1),
                                lengths.quantile(0.5),
                                lengths.quantile(0.9)),
                "%d threads a step; medians of %d runs after one to warm up"
                        .formatted(threads, runs));
    }
}
