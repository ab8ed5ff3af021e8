package dev.limelight.pipeline.bench.firefox;

import dev.limelight.modelserver.api.attention.AttentionTap;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param model the folder
 * @param alignment the head that was trained to align
 * @param source BCP 47
 * @param target BCP 47
 * @param sentences unseen ones, at least {@link #LARGEST}, none of them blank
 * @param references of these, in order; empty for none
 * @param goldens a folder with {@code goldens.tsv} and, where they are known, {@code
 *     alignments.json} and {@code logits.json}; null for none
 * @param launcher {@code ./limelight}, which is started in processes of its own
 * @param bergamot a Python that has the package; null to do without
 * @param runs measured runs of each
 */
public record FirefoxPlan(
        Path model,
        AttentionTap alignment,
        String source,
        String target,
        List<String> sentences,
        List<String> references,
        @Nullable Path goldens,
        Path launcher,
        @Nullable String bergamot,
        int runs) {

    /** Texts of the largest batch. */
    public static final int LARGEST = 32;

    static final List<Integer> SIZES = List.of(1, 8, LARGEST);

    public FirefoxPlan {
        sentences = List.copyOf(sentences);
        references = List.copyOf(references);
        if (sentences.size() < LARGEST) {
            throw new IllegalArgumentException(
                    "%d sentences, expected at least %d".formatted(sentences.size(), LARGEST));
        }
        if (!references.isEmpty() && references.size() != sentences.size()) {
            throw new IllegalArgumentException(
                    "%d references for %d sentences, expected one for each"
                            .formatted(references.size(), sentences.size()));
        }
        if (runs < 1) {
            throw new IllegalArgumentException("%d runs, expected at least 1".formatted(runs));
        }
    }

    /** By length, so that batches are of neighbours, and as many as make whole batches. */
    List<String> sorted(int most) {
        int whole = Math.min(most, sentences.size()) / LARGEST * LARGEST;
        return sentences.subList(0, whole).stream()
                .sorted((one, other) -> Integer.compare(one.length(), other.length()))
                .toList();
    }
}
