package dev.limelight.modelserver.server.markup;

import dev.limelight.modelserver.server.work.Translated;
import java.util.List;

/** Something to translate, and how it is put together again. Used by one thread, once. */
public interface Passage {

    /** What is to be translated; nothing where there are no letters. */
    List<String> texts();

    /**
     * The whole in the other language.
     *
     * @param translations one for each of {@link #texts}, in their order
     */
    String with(List<Translated> translations);

    /**
     * Reads one.
     *
     * @param isHtml whether it is HTML; else it is text
     * @throws dev.limelight.modelserver.server.http.HttpError {@code INVALID} if its elements are
     *     nested too deep
     */
    static Passage of(String source, boolean isHtml) {
        return isHtml ? HtmlPassage.parse(source) : new PlainPassage(source);
    }
}
