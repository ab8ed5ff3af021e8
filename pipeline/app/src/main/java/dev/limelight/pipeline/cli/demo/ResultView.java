package dev.limelight.pipeline.cli.demo;

import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.pipeline.cli.input.InputDocument;
import dev.limelight.pipeline.cli.screen.AlignmentView;
import dev.limelight.pipeline.cli.screen.GuardView;
import dev.limelight.pipeline.cli.screen.SummaryView;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.cli.screen.TranslationView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows answers to a person, beside the documents that they answer. */
final class ResultView {

    private final Sources sources;
    private final boolean align;
    private final SummaryView summaries;
    private final TranslationView translations;
    private final AlignmentView alignments;
    private final GuardView findings;

    /**
     * @param documents what was sent
     * @param align whether to show which words of a translation stand for which
     */
    ResultView(List<InputDocument> documents, boolean align, Terminal terminal) {
        this.sources = new Sources(documents);
        this.align = align;
        this.summaries = new SummaryView(terminal);
        this.translations = new TranslationView(terminal);
        this.alignments = new AlignmentView(terminal);
        this.findings = new GuardView(terminal);
    }

    /** The lines of an answer. */
    List<String> lines(Result answer) {
        if (answer instanceof Result.Summarized summarized) {
            return summaries.lines(summarized.summary(), summarized.salience());
        }
        if (answer instanceof Result.Translated translated) {
            return lines(translated.translation());
        }
        if (answer instanceof Result.Found found) {
            return lines(found.alert());
        }
        return summaries.lines(((Result.Refused) answer).letter());
    }

    private List<String> lines(GuardAlertRecord alert) {
        return sources.of(alert)
                .map(text -> findings.glance(text, alert))
                .orElseGet(() -> GuardView.brief(alert));
    }

    /** A translation without its text is shown alone. */
    private List<String> lines(TranslationRecord translation) {
        Optional<String> text = sources.of(translation);
        if (text.isEmpty()) {
            return translations.lines(translation);
        }
        if (!align) {
            return translations.lines(text.get(), translation);
        }
        List<String> lines = new ArrayList<>(alignments.lines(text.get(), translation));
        lines.add("");
        return lines;
    }
}
