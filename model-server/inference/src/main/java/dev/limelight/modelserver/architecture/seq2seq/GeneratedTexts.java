package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.attention.CrossAttention;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer.Decoded;
import dev.limelight.modelserver.generation.Generated;
import dev.limelight.modelserver.model.ForcedTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes generated tokens to texts. */
public final class GeneratedTexts {

    private GeneratedTexts() {}

    /**
     * The text of a sequence, with where each token looked.
     *
     * @param taps the attention that was tapped, in the order of the sequence's
     * @param target the text that was given; null where the model wrote it
     */
    public static GeneratedText of(
            Seq2SeqTokenizer tokenizer,
            List<AttentionTap> taps,
            @Nullable ForcedTarget target,
            Generated generated) {
        Decoded decoded =
                target == null
                        ? tokenizer.decode(generated.tokens())
                        : new Decoded(target.text(), target.tokens());
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
