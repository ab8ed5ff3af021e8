package dev.limelight.pipeline.document;

import dev.limelight.pipeline.source.MarkupSource;
import dev.limelight.pipeline.source.SourceText;
import dev.limelight.pipeline.text.layout.SentenceKind;
import dev.limelight.pipeline.text.markup.MarkupRun;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a document into sentences. In markup none leaves its block, and none ends inside of a mark
 * that stays whole; what a sentence is the marks say, where they do. Stateless.
 */
final class SourceSentences {

    private SourceSentences() {}

    /** All sentences, on positions of the text; every character outside is white space. */
    static List<Sentence> of(SourceText source, SentenceSplitter splitter) {
        return source instanceof MarkupSource markup
                ? of(markup, splitter)
                : splitter.split(source.text());
    }

    private static List<Sentence> of(MarkupSource page, SentenceSplitter splitter) {
        List<Sentence> sentences = new ArrayList<>();
        for (int i = 0; i < page.runs().size(); i++) {
            MarkupRun run = page.runs().get(i);
            int shift = page.runStart(i);
            for (Sentence sentence : joined(run, splitter.split(run.text()))) {
                sentences.add(
                        new Sentence(
                                sentence.start() + shift,
                                sentence.end() + shift,
                                sentence.markEnd() + shift,
                                i,
                                kind(run, sentence.kind())));
            }
        }
        return sentences;
    }

    private static List<Sentence> joined(MarkupRun run, List<Sentence> sentences) {
        List<Sentence> joined = new ArrayList<>();
        for (Sentence sentence : sentences) {
            Sentence last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            boolean whole = !run.isKept() && run.isWholeAt(sentence.start());
            if (last != null && whole) {
                int at = joined.size() - 1;
                joined.set(at, joined(last, sentence));
            } else {
                joined.add(sentence);
            }
        }
        return joined;
    }

    private static Sentence joined(Sentence first, Sentence next) {
        return new Sentence(first.start(), next.end(), first.markEnd(), 0, first.kind());
    }

    private static SentenceKind kind(MarkupRun run, SentenceKind own) {
        if (run.isKept()) {
            return SentenceKind.KEPT;
        }
        return switch (run.role()) {
            case TEXT -> own;
            case HEADING -> SentenceKind.HEADING;
            case ITEM -> SentenceKind.LIST_ITEM;
            case FRAME -> SentenceKind.FRAME;
        };
    }
}
