package dev.limelight.pipeline.markup;

import dev.limelight.modelserver.markup.HtmlPage;
import dev.limelight.modelserver.markup.HtmlRun;
import java.util.Arrays;
import java.util.List;

/**
 * The text of a page: its runs with a blank line between them. The same page always gives the same
 * text, so that only the page needs to be kept. Immutable; positions count UTF-16 units.
 */
public final class PageText {

    private static final String BETWEEN = "\n\n";

    private final HtmlPage page;
    private final String text;
    private final int[] starts;

    private PageText(HtmlPage page) {
        this.page = page;
        this.starts = new int[page.runs().size()];
        var all = new StringBuilder();
        for (int i = 0; i < starts.length; i++) {
            all.append(i == 0 ? "" : BETWEEN);
            starts[i] = all.length();
            all.append(page.runs().get(i).text());
        }
        this.text = all.toString();
    }

    /**
     * The text of a page.
     *
     * @throws dev.limelight.modelserver.markup.MarkupException if it cannot be read
     */
    public static PageText of(String html) {
        return new PageText(HtmlPage.parse(html));
    }

    /** All of it. */
    public String text() {
        return text;
    }

    /** Where it is from. */
    public HtmlPage page() {
        return page;
    }

    /** The page's runs, in order. */
    public List<HtmlRun> runs() {
        return page.runs();
    }

    /** Where a run begins in the text. */
    public int runStart(int run) {
        return starts[run];
    }

    /** One past a run's end in the text. */
    public int runEnd(int run) {
        return starts[run] + page.runs().get(run).text().length();
    }

    /** Where the unit at a position, which is in a run, begins in the page. */
    public int start(int unit) {
        int run = runAt(unit);
        return page.runs().get(run).originStart(unit - starts[run]);
    }

    /** Where the unit before a position, which is in a run, ends in the page. */
    public int end(int unit) {
        int run = runAt(unit - 1);
        return page.runs().get(run).originEnd(unit - starts[run]);
    }

    private int runAt(int unit) {
        int found = Arrays.binarySearch(starts, unit);
        return found >= 0 ? found : -found - 2;
    }
}
