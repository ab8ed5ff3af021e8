package dev.limelight.pipeline.bench.generate;

import dev.limelight.modelserver.api.SampleSize;
import java.util.ArrayList;
import java.util.List;

/**
 * What is generated in one run: texts in batches, near ones in length together.
 *
 * @param rows texts of a batch
 * @param batches the texts
 */
record Batches(int rows, List<List<SampleText>> batches) {

    /** So that small batches have short and long texts, too. */
    private static final int LEAST_TEXTS = 8;

    private static final int LEAST_BATCHES = 3;

    static Batches of(TextLengths lengths, int rows, SampleSize size) {
        int number = Math.max(LEAST_TEXTS / rows, LEAST_BATCHES);
        List<SampleText> texts = lengths.sorted(number * rows, size);
        List<List<SampleText>> batches = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += rows) {
            batches.add(texts.subList(from, from + rows));
        }
        return new Batches(rows, batches);
    }

    /** Tokens that are written. */
    int tokens() {
        return texts().stream().mapToInt(SampleText::target).sum();
    }

    /** Steps until the last text of each batch is over. */
    int steps() {
        return batches.stream().mapToInt(Batches::longest).sum();
    }

    /** The share of rows that are over already, where they stay until the batch is. */
    double idleRows() {
        return 1 - (double) tokens() / (rows * steps());
    }

    /** The share of source positions that are padding. */
    double padding() {
        int read = texts().stream().mapToInt(text -> text.source().length).sum();
        int computed = batches.stream().mapToInt(batch -> rows * width(batch)).sum();
        return 1 - (double) read / computed;
    }

    private List<SampleText> texts() {
        return batches.stream().flatMap(List::stream).toList();
    }

    private static int longest(List<SampleText> batch) {
        return batch.stream().mapToInt(SampleText::target).max().orElse(0);
    }

    private static int width(List<SampleText> batch) {
        return batch.stream().mapToInt(text -> text.source().length).max().orElse(0);
    }
}
