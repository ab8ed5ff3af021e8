package dev.limelight.pipeline.sink;

import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.ScoredSpan;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.SummarySentence;
import dev.limelight.connectors.record.Timings;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.inference.Reading;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.summarize.Summary;
import java.util.ArrayList;
import java.util.List;

/** The two records of a summary. */
public final class SummaryRecords {

    private SummaryRecords() {}

    /**
     * The summary, on code points.
     *
     * @param now epoch milliseconds at which the result is handed on
     */
    public static SummaryRecord summary(Summary summary, long now) {
        Document document = summary.salience().assembled().document();
        return new SummaryRecord(
                document.id(),
                document.language(),
                summary.text(),
                "extractive",
                sentences(summary),
                readings(summary.salience()).size(),
                summary.coverage(),
                model(summary.salience()),
                summary.quality(),
                summary.flags(),
                document.metadata(),
                timings(summary.salience(), now));
    }

    /** Where the light fell, on code points. */
    public static SalienceRecord salience(Salience salience) {
        Document document = salience.assembled().document();
        var points = new SourcePositions(document);
        var sentences = new ArrayList<ScoredSpan>();
        for (int i = 0; i < salience.scores().length; i++) {
            Sentence sentence = document.sentences().get(i);
            sentences.add(points.span(sentence.start(), sentence.end(), salience.scores()[i]));
        }
        List<ScoredSpan> words =
                salience.words().stream()
                        .map(word -> points.span(word.start(), word.end(), word.score()))
                        .toList();
        return new SalienceRecord(
                document.id(),
                "summarize",
                null,
                salience.method(),
                model(salience),
                sentences,
                words);
    }

    private static List<SummarySentence> sentences(Summary summary) {
        Document document = summary.salience().assembled().document();
        var points = new SourcePositions(document);
        var sentences = new ArrayList<SummarySentence>();
        for (int index : summary.chosen()) {
            Sentence sentence = document.sentences().get(index);
            sentences.add(
                    new SummarySentence(
                            points.start(sentence.start()),
                            points.end(sentence.end()),
                            points.slice(sentence.start(), sentence.end()),
                            summary.salience().scores()[index]));
        }
        return sentences;
    }

    private static ModelRef model(Salience salience) {
        return readings(salience).get(0).model();
    }

    private static Timings timings(Salience salience, long now) {
        List<Reading> readings = readings(salience);
        return new Timings(
                readings.stream().mapToDouble(Reading::queuedMs).max().orElse(0),
                readings.stream().mapToDouble(Reading::inferenceMs).sum(),
                Math.max(0, now - salience.assembled().document().original().timestamp()));
    }

    private static List<Reading> readings(Salience salience) {
        return salience.assembled().readings();
    }
}
