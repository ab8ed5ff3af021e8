package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.generation.Generated;
import dev.limelight.modelserver.generation.Generation.Source;
import dev.limelight.modelserver.generation.GenerationConfig;
import java.util.List;
import java.util.stream.IntStream;

/** What a model generates, as token ids. */
final class Sequences {

    private Sequences() {}

    /**
     * The sequences of each source, best first; what comes out of one does not depend on others.
     */
    static List<List<Generated>> of(
            Seq2SeqModel model, List<int[]> sources, GenerationConfig config) {
        return of(model, sources.stream().map(ids -> new Source(ids, config)).toList());
    }

    /** Likewise, each source with its settings, and with its target where that is given. */
    static List<List<Generated>> of(Seq2SeqModel model, List<Source> all) {
        try (var batch = model.start(all, Sequences::text)) {
            while (batch.rows() > 0) {
                batch.step();
            }
            return IntStream.range(0, all.size()).mapToObj(batch::results).toList();
        }
    }

    private static GeneratedText text(int source, Generated generated) {
        throw new AssertionError("only token ids are asked for");
    }
}
