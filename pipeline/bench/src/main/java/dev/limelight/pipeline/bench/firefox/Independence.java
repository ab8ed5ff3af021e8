package dev.limelight.pipeline.bench.firefox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Whether a text becomes the same whatever it shares a batch with. */
final class Independence {

    private static final int MOST = 1_000;
    private static final long SEED = 17;

    private final Map<Integer, OwnEngine> engines;
    private final Bars bars;

    /**
     * @param engines by the size of their batches
     */
    Independence(Map<Integer, OwnEngine> engines, Bars bars) {
        this.engines = engines;
        this.bars = bars;
    }

    void measure(List<String> sentences) {
        List<String> texts = sentences.subList(0, Math.min(MOST, sentences.size()));
        for (int beams : new int[] {1, 4}) {
            int same = same(texts, "{\"num_beams\":%d}".formatted(beams));
            bars.add(
                    "alone, in batches of 8 and 32, shuffled; beams %d".formatted(beams),
                    "100 %",
                    "%d of %d".formatted(same, texts.size()),
                    same == texts.size());
        }
    }

    private int same(List<String> texts, String settings) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
        Collections.shuffle(order, new Random(SEED));
        List<String> shuffled = order.stream().map(texts::get).toList();
        List<List<String>> runs = new ArrayList<>();
        engines.forEach((size, engine) -> runs.add(engine.run(shuffled, settings).texts()));
        engines.forEach(
                (size, engine) -> runs.add(back(engine.run(texts, settings).texts(), order)));
        return (int)
                IntStream.range(0, texts.size())
                        .filter(i -> runs.stream().map(run -> run.get(i)).distinct().count() == 1)
                        .count();
    }

    private static List<String> back(List<String> texts, List<Integer> order) {
        return order.stream().map(texts::get).toList();
    }
}
