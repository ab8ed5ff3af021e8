package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.Chunker;
import dev.limelight.pipeline.chunk.JoinedCounter;
import dev.limelight.pipeline.chunk.SentencePart;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.Text;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.layout.JoinedLines;
import dev.limelight.pipeline.text.layout.LineHyphens;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.text.script.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts the text of a level into inputs that fit the model, by whole sentences. Thread-safe.
 *
 * <p>Line breaks and tabs become spaces, unit for unit, so that offsets stay; but those inside of a
 * word that a hyphen divides stay for {@link JoinedLines}, which the model gets. Chunks of white
 * space only are left out: there is nothing to read.
 */
final class SummaryInputs {

    private final TokenCounter counter;
    private final int budget;
    private final Chunker chunker;

    /**
     * @param counter the model's tokenizer
     * @param budget the most tokens of a input, neither prefix nor special tokens counted
     */
    SummaryInputs(TokenCounter counter, int budget) {
        this.counter = new JoinedCounter(counter);
        this.budget = budget;
        this.chunker = new Chunker(this.counter, budget);
    }

    /** The inputs of a document; their spans are its words, counted through. */
    List<SummaryInput> of(Document document) {
        int[] words = {0};
        return cut(
                document,
                document.text(),
                document.sentences(),
                chunk -> {
                    List<AttributedSpan> found = words(chunk, words[0]);
                    words[0] += found.size();
                    return found;
                });
    }

    /** The inputs of what was written on a level, for the next one. */
    List<SummaryInput> of(Document document, MergedSummaries merged) {
        return cut(
                document,
                merged.text(),
                merged.sentences(),
                chunk -> parts(chunk, merged.attributed()));
    }

    private List<SummaryInput> cut(
            Document document,
            String text,
            List<Sentence> sentences,
            Function<Chunk, List<AttributedSpan>> spans) {
        List<SummaryInput> inputs = new ArrayList<>();
        var content = new Text(plain(text), sentences, document.language());
        for (Chunk chunk : chunker.chunk(content, document.original().source())) {
            if (!chunk.parts().isEmpty()) {
                inputs.add(input(chunk, spans.apply(chunk)));
            }
        }
        return inputs;
    }

    private SummaryInput input(Chunk chunk, List<AttributedSpan> spans) {
        String text = chunk.text().substring(0, end(chunk.text()));
        int lead = lead(text);
        int start = chunk.start() + lead;
        return new SummaryInput(
                start,
                text.substring(lead),
                spans.stream().map(span -> span.moved(-start)).toList(),
                chunk.flags());
    }

    private static int end(String text) {
        int end = text.length();
        while (Lines.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** The white space before a text, unless its first word has more tokens without. */
    private int lead(String text) {
        int lead = 0;
        while (Lines.isSpace(text.charAt(lead))) {
            lead++;
        }
        return lead > 0 && counter.count(text.substring(lead)) > budget ? 0 : lead;
    }

    private static List<AttributedSpan> words(Chunk chunk, int first) {
        List<AttributedSpan> spans = new ArrayList<>();
        for (SentencePart part : chunk.parts()) {
            int from = part.start() - chunk.start();
            int to = part.end() - chunk.start();
            for (Span word : Words.ofSentence(chunk.text(), from, to)) {
                WordShares own = WordShares.of(first + spans.size());
                Span span = new Span(chunk.start() + word.start(), chunk.start() + word.end());
                spans.add(new AttributedSpan(span.start(), span.end(), 1, own));
            }
        }
        return spans;
    }

    private static List<AttributedSpan> parts(Chunk chunk, List<AttributedSpan> sentences) {
        List<AttributedSpan> spans = new ArrayList<>();
        for (SentencePart part : chunk.parts()) {
            AttributedSpan whole = sentences.get(part.sentence());
            spans.add(new AttributedSpan(part.start(), part.end(), whole.tokens(), whole.source()));
        }
        return spans;
    }

    private static String plain(String text) {
        char[] plain = text.toCharArray();
        for (int i = 0; i < plain.length; i++) {
            plain[i] = Lines.isBreak(plain[i]) || plain[i] == '\t' ? ' ' : plain[i];
        }
        keepJoined(text, plain);
        return new String(plain);
    }

    /** Leaves the line breaks inside of words, so that {@link JoinedLines} can take them out. */
    private static void keepJoined(String text, char[] plain) {
        for (int i = 0; i < plain.length; i++) {
            LineHyphens.Kind hyphen = LineHyphens.kind(text, i);
            if (hyphen == LineHyphens.Kind.DIVIDES || hyphen == LineHyphens.Kind.OWN) {
                text.getChars(i, LineHyphens.next(text, i), plain, i);
            }
        }
    }
}
