package dev.limelight.pipeline.inference;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.limelight.modelserver.api.AttentionMap;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.SentencePart;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a chunk (Unicode TR 29, by ICU4J, without white space and punctuation), and which
 * tokens make each. A sentence without any word counts as one word, so that every sentence's light
 * falls somewhere.
 */
public final class Words {

    private final List<int[]> spans = new ArrayList<>();
    private final int[] wordOf;

    private Words(Chunk chunk, List<TokenSpan> tokens) {
        for (SentencePart part : chunk.parts()) {
            addWords(chunk, part);
        }
        this.wordOf = wordOf(chunk.start(), tokens);
    }

    /**
     * The words of a chunk.
     *
     * @param tokens of the chunk, for {@code weights}; may be empty where nobody asks for those
     */
    public static Words of(Chunk chunk, List<TokenSpan> tokens) {
        return new Words(chunk, tokens);
    }

    /** The first UTF-16 unit of each word in the document, in order. */
    public int[] starts() {
        return spans.stream().mapToInt(span -> span[0]).toArray();
    }

    /** One past the last unit of each. */
    public int[] ends() {
        return spans.stream().mapToInt(span -> span[1]).toArray();
    }

    /** What each word got of the {@code [CLS]} row of the last map; all zero without a map. */
    float[] weights(List<AttentionMap> maps) {
        float[] weights = new float[spans.size()];
        for (int token = 0; !maps.isEmpty() && token < wordOf.length; token++) {
            if (wordOf[token] >= 0) {
                weights[wordOf[token]] += maps.get(maps.size() - 1).weight(0, token);
            }
        }
        return weights;
    }

    private void addWords(Chunk chunk, SentencePart part) {
        int before = spans.size();
        int from = part.start() - chunk.start();
        String text = chunk.text().substring(from, part.end() - chunk.start());
        BreakIterator words = BreakIterator.getWordInstance(ULocale.ROOT);
        words.setText(text);
        int start = words.first();
        for (int end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
            if (words.getRuleStatus() >= BreakIterator.WORD_NUMBER) {
                spans.add(new int[] {part.start() + start, part.start() + end});
            }
        }
        if (spans.size() == before) {
            spans.add(new int[] {part.start(), part.end()});
        }
    }

    private int[] wordOf(int offset, List<TokenSpan> tokens) {
        int[] wordOf = new int[tokens.size()];
        int word = 0;
        for (int i = 0; i < wordOf.length; i++) {
            TokenSpan token = tokens.get(i);
            int at = offset + token.start();
            while (!token.special() && word < spans.size() && spans.get(word)[1] <= at) {
                word++;
            }
            boolean inside = !token.special() && word < spans.size() && spans.get(word)[0] <= at;
            wordOf[i] = inside ? word : -1;
        }
        return wordOf;
    }
}
