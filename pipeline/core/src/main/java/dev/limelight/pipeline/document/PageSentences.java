package dev.limelight.pipeline.document;

import dev.limelight.modelserver.markup.HtmlRun;
import dev.limelight.pipeline.document.layout.SentenceKind;
import dev.limelight.pipeline.markup.PageText;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a page of HTML into sentences: none leaves its block, and none ends inside of an element
 * that stays whole. What a sentence is the page's elements say, where they do. Stateless.
 */
final class PageSentences {

    private PageSentences() {}

    /** All sentences, on positions of the page's text; every character outside is white space. */
    static List<Sentence> of(PageText page, SentenceSplitter splitter) {
        List<Sentence> sentences = new ArrayList<>();
        for (int i = 0; i < page.runs().size(); i++) {
            HtmlRun run = page.runs().get(i);
            int shift = page.runStart(i);
            for (Sentence sentence : joined(run, splitter.split(run.text()))) {
                sentences.add(
                        new Sentence(
                                sentence.start() + shift,
                                sentence.end() + shift,
                                i,
                                kind(run, sentence.kind())));
            }
        }
        return sentences;
    }

    private static List<Sentence> joined(HtmlRun run, List<Sentence> sentences) {
        List<Sentence> joined = new ArrayList<>();
        for (Sentence sentence : sentences) {
            Sentence last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            boolean whole = !run.isKept() && run.isWholeAt(sentence.start());
            if (last != null && whole) {
                int at = joined.size() - 1;
                joined.set(at, new Sentence(last.start(), sentence.end(), 0, last.kind()));
            } else {
                joined.add(sentence);
            }
        }
        return joined;
    }

    private static SentenceKind kind(HtmlRun run, SentenceKind own) {
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
