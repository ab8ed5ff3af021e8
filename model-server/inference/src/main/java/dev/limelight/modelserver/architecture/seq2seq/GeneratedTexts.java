package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.attention.CrossAttention;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.generation.Generated;
import java.util.ArrayList;
import java.util.List;

/** Decodes generated tokens to texts. */
public final class GeneratedTexts {

    private GeneratedTexts() {}

    /**
     * The text of a sequence, with where each token looked.
     *
     * @param taps the attention that was tapped, in the order of the sequence's
     */
    public static GeneratedText of(
            Seq2SeqTokenizer tokenizer, List<AttentionTap> taps, Generated generated) {
        var decoded = tokenizer.decode(generated.tokens());
        List<CrossAttention> attention = new ArrayList<>();
        for (int i = 0; i < taps.size(); i++) {
            int at = i;
            AttentionTap tap = taps.get(at);
            var rows = generated.crossAttention().stream().map(step -> step.get(at)).toList();
            attention.add(new CrossAttention(tap, tap.shifted() ? shifted(rows) : rows));
        }
        return new GeneratedText(
                decoded.text(),
                decoded.tokens(),
                generated.logProbabilities(),
                generated.score(),
                attention);
    }

    /** Each token's row becomes that of the step after; after the last there is none. */
    private static List<float[]> shifted(List<float[]> rows) {
        List<float[]> moved = new ArrayList<>(rows.subList(Math.min(1, rows.size()), rows.size()));
        if (!rows.isEmpty()) {
            moved.add(rows.get(rows.size() - 1));
        }
        return moved;
    }
}
