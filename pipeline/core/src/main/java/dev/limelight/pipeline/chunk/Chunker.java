package dev.limelight.pipeline.chunk;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts texts into chunks of whole sentences, each within the model's token budget.
 *
 * <p>Chunks have about equal shares of the text's tokens, in as few chunks as the budget allows; a
 * chunk ends at a paragraph's end if one is found past three quarters of its share. Only a sentence
 * that alone exceeds the budget is cut: behind a clause, else a word, else a token, else a grapheme
 * cluster. White space stays with the chunk before where it fits.
 *
 * <p>Deterministic; thread-safe if the {@link TokenCounter} is; the time grows linearly with the
 * text.
 */
public final class Chunker {

    private final TokenCounter counter;
    private final int budget;
    private final BreakIterator graphemes = BreakIterator.getCharacterInstance(ULocale.ROOT);

    /**
     * @param counter the model's own tokenizer
     * @param budget the most tokens of a chunk, special tokens not counted
     * @throws IllegalArgumentException when {@code budget} is below 1
     */
    public Chunker(TokenCounter counter, int budget) {
        if (budget < 1) {
            throw new IllegalArgumentException(
                    "token budget is %d, expected at least 1".formatted(budget));
        }
        this.counter = counter;
        this.budget = budget;
    }

    /** The chunks of a document, in order, at least one. */
    public List<Chunk> chunk(Document document) {
        return chunk(document.content(), document.original().source());
    }

    /**
     * The chunks of a text, in order, at least one.
     *
     * @param source the key of the document that the text belongs to
     */
    public List<Chunk> chunk(Text text, SourcePosition source) {
        Packing packing =
                new Packing(
                        text.text(),
                        text.sentences(),
                        counter,
                        budget,
                        (BreakIterator) graphemes.clone());
        List<Integer> ends = packing.ends();
        List<Chunk> chunks = new ArrayList<>(ends.size());
        int start = 0;
        int sentence = 0;
        for (int end : ends) {
            while (endOf(text, sentence) <= start) {
                sentence++;
            }
            List<SentencePart> parts = parts(text, sentence, start, end);
            List<Flag> flags = flags(text, parts, packing.overBudget().contains(end));
            chunks.add(
                    new Chunk(
                            source,
                            chunks.size(),
                            ends.size(),
                            start,
                            text.text().substring(start, end),
                            parts,
                            flags));
            start = end;
        }
        return chunks;
    }

    private static int endOf(Text text, int sentence) {
        List<Sentence> sentences = text.sentences();
        return sentence < sentences.size() ? sentences.get(sentence).end() : Integer.MAX_VALUE;
    }

    private static List<SentencePart> parts(Text text, int first, int start, int end) {
        List<SentencePart> parts = new ArrayList<>();
        List<Sentence> sentences = text.sentences();
        for (int i = first; i < sentences.size() && sentences.get(i).start() < end; i++) {
            int from = Math.max(start, sentences.get(i).start());
            int to = Math.min(end, sentences.get(i).end());
            if (!blank(text.text(), from, to)) {
                parts.add(new SentencePart(i, from, to));
            }
        }
        return List.copyOf(parts);
    }

    private static boolean blank(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!UCharacter.isUWhiteSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<Flag> flags(Text text, List<SentencePart> parts, boolean overBudget) {
        List<Flag> flags = new ArrayList<>();
        if (parts.stream().anyMatch(part -> !whole(text, part))) {
            flags.add(Flag.SENTENCE_SPLIT);
        }
        if (overBudget) {
            flags.add(Flag.OVER_TOKEN_BUDGET);
        }
        return List.copyOf(flags);
    }

    private static boolean whole(Text text, SentencePart part) {
        Sentence sentence = text.sentences().get(part.sentence());
        return part.start() == sentence.start() && part.end() == sentence.end();
    }
}
