package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.markup.HtmlPage;
import dev.limelight.modelserver.markup.MarkupException;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.work.Translated;
import java.util.List;

/** Something to translate, and how it is put together again. Immutable. */
interface Passage {

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
     * @throws HttpError {@code INVALID} if its elements are nested too deep
     */
    static Passage of(String source, boolean isHtml) {
        if (!isHtml) {
            return new PlainPassage(source);
        }
        try {
            return new HtmlPassage(HtmlPage.parse(source));
        } catch (MarkupException e) {
            throw HttpError.invalid(String.valueOf(e.getMessage()));
        }
    }
}
