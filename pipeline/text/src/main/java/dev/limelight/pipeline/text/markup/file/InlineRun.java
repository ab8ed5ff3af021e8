package dev.limelight.pipeline.text.markup.file;

import dev.limelight.pipeline.text.markup.MarkupRun;
import dev.limelight.pipeline.text.markup.Role;
import dev.limelight.pipeline.text.markup.TranslatedRun;
import dev.limelight.pipeline.text.markup.WordPair;
import dev.limelight.pipeline.text.markup.html.HtmlPage;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A run of a paragraph with marks.
 *
 * @param paragraph the paragraph
 * @param html the run in the HTML that stands for it
 * @param role what it is in its document
 */
record InlineRun(InlineText paragraph, MarkupRun html, Role role) implements MarkupRun {

    /** What is to be translated of a paragraph, mostly one run. */
    static List<InlineRun> of(InlineText paragraph, Role role) {
        return HtmlPage.parse(paragraph.html()).runs().stream()
                .map(run -> new InlineRun(paragraph, run, role))
                .toList();
    }

    @Override
    public String text() {
        return html.text();
    }

    @Override
    public int start() {
        return paragraph.map().start(html.start());
    }

    @Override
    public int end() {
        return paragraph.map().end(html.end() - 1);
    }

    @Override
    public boolean isKept() {
        return html.isKept();
    }

    @Override
    public int originStart(int unit) {
        return paragraph.map().start(html.originStart(unit));
    }

    @Override
    public int originEnd(int unit) {
        return paragraph.map().end(html.originEnd(unit) - 1);
    }

    @Override
    public boolean isWholeAt(int unit) {
        return html.isWholeAt(unit);
    }

    /** What says the same in both languages stays as its author wrote it. */
    @Override
    public TranslatedRun markUp(String translation, List<WordPair> words) {
        if (isKept() || translation.equals(text())) {
            return itself();
        }
        TranslatedRun marked = html.markUp(translation, words);
        LineBreaks breaks = paragraph.lineBreaks(html.start(), html.end());
        var restored = new Restoration(paragraph, marked.text(), breaks.in(marked.text()));
        return new TranslatedRun(
                restored.text(),
                Arrays.stream(marked.starts()).map(restored::at).toArray(),
                Arrays.stream(marked.ends()).map(restored::at).toArray());
    }

    @Override
    public TranslatedRun itself() {
        return new TranslatedRun(
                paragraph.source().substring(start(), end()),
                places(this::originStart),
                places(unit -> originEnd(unit + 1)));
    }

    private int[] places(IntUnaryOperator origin) {
        return IntStream.range(0, text().length()).map(origin).map(at -> at - start()).toArray();
    }
}
