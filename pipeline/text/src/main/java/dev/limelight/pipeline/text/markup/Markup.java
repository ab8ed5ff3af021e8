package dev.limelight.pipeline.text.markup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document in which text and marks are mixed: a page of HTML, a file of Markdown. What stands
 * together in a block is one run. Immutable.
 *
 * <p>Runs lie apart in the source and in its order; between them is what is no text.
 */
public interface Markup {

    /** The document as it came in. */
    String source();

    /** Its text, in the order of the source. */
    List<? extends MarkupRun> runs();

    /** Whether all its text is in runs. */
    boolean isComplete();

    /** The language that the document itself names; null where it names none. */
    @Nullable String language();

    /**
     * The document in the other language.
     *
     * @param marked one for each run, in order
     */
    default String with(List<TranslatedRun> marked) {
        var all = new StringBuilder();
        int reached = 0;
        for (int i = 0; i < marked.size(); i++) {
            all.append(source(), reached, runs().get(i).start()).append(marked.get(i).text());
            reached = runs().get(i).end();
        }
        return all.append(source(), reached, source().length()).toString();
    }
}
