package dev.limelight.pipeline.translate.fragment;

import dev.limelight.connectors.record.Flag;
import dev.limelight.pipeline.salience.ScoredWord;
import java.util.ArrayList;
import java.util.List;

/**
 * The translation of a fragment, or of several in a row.
 *
 * @param text the text
 * @param links on positions of the document and of {@code text}
 * @param logs log-probability of each token that the model wrote
 * @param leastWord log-probability of the least probable word that the model wrote; 0 for none
 * @param words the source words that the model read, in order, with the attention that each got, in
 *     target words
 * @param read UTF-16 units of the source that the model read, or that have nothing to read
 * @param flags what a reader must know
 * @param queuedMs the longest wait
 * @param inferenceMs time in the model, summed
 */
public record TranslatedFragment(
        String text,
        List<Link> links,
        float[] logs,
        double leastWord,
        List<ScoredWord> words,
        int read,
        List<Flag> flags,
        double queuedMs,
        double inferenceMs) {

    /** All in a row. */
    public static TranslatedFragment joined(List<TranslatedFragment> parts) {
        var text = new StringBuilder();
        List<Link> links = new ArrayList<>();
        List<ScoredWord> words = new ArrayList<>();
        List<Flag> flags = new ArrayList<>();
        int tokens = parts.stream().mapToInt(part -> part.logs().length).sum();
        float[] logs = new float[tokens];
        int at = 0;
        for (TranslatedFragment part : parts) {
            int shift = text.length();
            part.links().forEach(link -> links.add(link.moved(shift)));
            text.append(part.text());
            words.addAll(part.words());
            flags.addAll(part.flags());
            System.arraycopy(part.logs(), 0, logs, at, part.logs().length);
            at += part.logs().length;
        }
        return new TranslatedFragment(
                text.toString(),
                links,
                logs,
                parts.stream().mapToDouble(TranslatedFragment::leastWord).min().orElse(0),
                words,
                parts.stream().mapToInt(TranslatedFragment::read).sum(),
                flags.stream().distinct().toList(),
                parts.stream().mapToDouble(TranslatedFragment::queuedMs).max().orElse(0),
                parts.stream().mapToDouble(TranslatedFragment::inferenceMs).sum());
    }

    /** The same with one more flag. */
    public TranslatedFragment flagged(Flag flag) {
        List<Flag> more = new ArrayList<>(flags);
        more.add(flag);
        return new TranslatedFragment(
                text,
                links,
                logs,
                leastWord,
                words,
                read,
                more.stream().distinct().toList(),
                queuedMs,
                inferenceMs);
    }
}
