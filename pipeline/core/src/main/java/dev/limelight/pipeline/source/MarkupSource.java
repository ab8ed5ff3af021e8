package dev.limelight.pipeline.source;

import dev.limelight.pipeline.text.markup.Markup;
import dev.limelight.pipeline.text.markup.MarkupRun;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A document with markup; its text is its runs with a blank line between them. */
public final class MarkupSource implements SourceText {

    private static final String BETWEEN = "\n\n";
    private static final LongAdder MADE = new LongAdder();

    private final SourceFormat format;
    private final Markup markup;
    private final String text;
    private final int[] starts;

    MarkupSource(SourceFormat format, Markup markup) {
        MADE.increment();
        this.format = format;
        this.markup = markup;
        this.starts = new int[markup.runs().size()];
        var all = new StringBuilder();
        for (int i = 0; i < starts.length; i++) {
            all.append(i == 0 ? "" : BETWEEN);
            starts[i] = all.length();
            all.append(markup.runs().get(i).text());
        }
        this.text = all.toString();
    }

    /** How many this process has made: taking a page apart is dear, and tests count it. */
    static long made() {
        return MADE.sum();
    }

    @Override
    public SourceFormat format() {
        return format;
    }

    @Override
    public String source() {
        return markup.source();
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public @Nullable String language() {
        return markup.language();
    }

    @Override
    public boolean isComplete() {
        return markup.isComplete();
    }

    /** The document's runs, in order. */
    public List<? extends MarkupRun> runs() {
        return markup.runs();
    }

    /** Where a run begins in the text. */
    public int runStart(int run) {
        return starts[run];
    }

    /** One past a run's end in the text. */
    public int runEnd(int run) {
        return starts[run] + runs().get(run).text().length();
    }

    /** Likewise; the unit is in a run. */
    @Override
    public int start(int unit) {
        int run = runAt(unit);
        return runs().get(run).originStart(unit - starts[run]);
    }

    /** Likewise; the unit is in a run. */
    @Override
    public int end(int unit) {
        int run = runAt(unit - 1);
        return runs().get(run).originEnd(unit - starts[run]);
    }

    @Override
    public boolean isInSource(int unit) {
        return unit < runEnd(runAt(unit));
    }

    private int runAt(int unit) {
        int found = Arrays.binarySearch(starts, unit);
        return found >= 0 ? found : -found - 2;
    }
}
