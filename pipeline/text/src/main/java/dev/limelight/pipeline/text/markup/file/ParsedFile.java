package dev.limelight.pipeline.text.markup.file;

import dev.limelight.pipeline.text.markup.Markup;
import dev.limelight.pipeline.text.markup.MarkupRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that names no language and of which all text is known.
 *
 * @param source the whole
 * @param runs in the order of the source; they do not overlap
 */
record ParsedFile(String source, List<MarkupRun> runs) implements Markup {

    ParsedFile {
        runs = List.copyOf(runs);
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public @Nullable String language() {
        return null;
    }
}
