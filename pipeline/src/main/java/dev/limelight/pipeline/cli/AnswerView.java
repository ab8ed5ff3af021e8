package dev.limelight.pipeline.cli;

import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import dev.limelight.pipeline.cli.screen.AlignmentView;
import dev.limelight.pipeline.cli.screen.SummaryView;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.cli.screen.TranslationView;
import java.util.ArrayList;
import java.util.List;

/** Answers as a person reads them, beside the documents that they answer. */
final class AnswerView {

    private final List<InputDocument> documents;
    private final boolean align;
    private final SummaryView summaries;
    private final TranslationView translations;
    private final AlignmentView alignments;

    /**
     * @param documents what was sent
     * @param align whether to show which words of a translation stand for which
     */
    AnswerView(List<InputDocument> documents, boolean align, Terminal terminal) {
        this.documents = documents;
        this.align = align;
        this.summaries = new SummaryView(terminal);
        this.translations = new TranslationView(terminal);
        this.alignments = new AlignmentView(terminal);
    }

    /** The lines of an answer. */
    List<String> lines(Answer answer) {
        if (answer instanceof Answer.Summarized summarized) {
            return summaries.lines(summarized.summary(), summarized.salience());
        }
        if (answer instanceof Answer.Translated translated) {
            return lines(translated.translation());
        }
        return summaries.lines(((Answer.Refused) answer).letter());
    }

    private List<String> lines(TranslationRecord translation) {
        String text = text(translation);
        if (!align) {
            return translations.lines(text, translation);
        }
        List<String> lines = new ArrayList<>(alignments.lines(text, translation));
        lines.add("");
        return lines;
    }

    /** The text of the document with this id; of several, the first that is long enough. */
    private String text(TranslationRecord translation) {
        List<TranslationSegment> segments = translation.segments();
        int end = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).sourceEnd();
        return documents.stream()
                .filter(document -> translation.documentId().equals(document.id()))
                .map(InputDocument::text)
                .filter(text -> text.codePointCount(0, text.length()) >= end)
                .findFirst()
                .orElseThrow();
    }
}
