package dev.limelight.pipeline.document;

import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.pipeline.markup.PageText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to read in a record.
 *
 * @param text the text; of a page without its markup
 * @param page the page; null where the record is none
 */
record Content(String text, @Nullable PageText page) {

    /**
     * Of a record.
     *
     * @param isHtml whether its text is a page
     * @throws dev.limelight.modelserver.markup.MarkupException if it is a page that cannot be read
     */
    static Content of(DocumentRecord record, boolean isHtml) {
        if (!isHtml) {
            return new Content(record.text(), null);
        }
        PageText page = PageText.of(record.text());
        return new Content(page.text(), page);
    }

    /** What the page says that its language is; null where nothing does. */
    @Nullable String language() {
        return page == null ? null : page.page().language();
    }

    List<Sentence> sentences(SentenceSplitter splitter) {
        return page == null ? splitter.split(text) : PageSentences.of(page, splitter);
    }

    /** Flags, and what is to say of the page. */
    List<String> flags(List<String> flags) {
        if (page == null || page.page().isComplete()) {
            return flags;
        }
        List<String> all = new ArrayList<>(flags);
        all.add(Flags.MARKUP_UNREAD);
        return List.copyOf(all);
    }

    /** What is wrong with a blank one. */
    String blank() {
        return page == null
                ? "text is blank, expected at least one character that is not white space"
                : "the page has no text, expected some outside of its tags, scripts and comments";
    }
}
