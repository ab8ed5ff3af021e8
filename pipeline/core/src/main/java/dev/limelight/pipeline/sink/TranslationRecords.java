package dev.limelight.pipeline.sink;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.codec.OversizedRecordException;
import dev.limelight.connectors.record.AlignmentLink;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.ScoredSpan;
import dev.limelight.connectors.record.Timings;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.translate.Segment;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.fragment.Link;
import java.util.ArrayList;
import java.util.List;

/** Makes the two records of a translation. */
public final class TranslationRecords {

    private TranslationRecords() {}

    /** Both, which go out together. */
    public static List<OutputRecord> all(OutputRecords records, Translation translation, long now)
            throws OversizedRecordException {
        InputRecord original = translation.document().original();
        return List.of(
                records.translation(translation(translation, now), original),
                records.salience(salience(translation), original));
    }

    /**
     * The translation, on code points.
     *
     * @param now epoch milliseconds at which the result is handed on
     */
    public static TranslationRecord translation(Translation translation, long now) {
        Document document = translation.document();
        return new TranslationRecord(
                document.id(),
                document.language(),
                translation.target(),
                translation.text(),
                segments(translation),
                translation.coverage() * document.readableShare(),
                translation.model(),
                Metric.byName(translation.quality()),
                Flag.names(translation.flags()),
                document.metadata(),
                new Timings(
                        translation.queuedMs(),
                        translation.inferenceMs(),
                        Math.max(0, now - document.original().timestamp())));
    }

    /** The salience of sentences and words, on code points. */
    public static SalienceRecord salience(Translation translation) {
        Document document = translation.document();
        var points = new SourcePositions(document.source());
        List<ScoredSpan> sentences = new ArrayList<>();
        for (int i = 0; i < translation.scores().length; i++) {
            Segment segment = translation.segments().get(i);
            sentences.add(points.span(segment.start(), segment.end(), translation.scores()[i]));
        }
        List<ScoredSpan> words = new ArrayList<>();
        for (ScoredWord word : Shares.rounded(translation.words())) {
            words.add(points.span(word.start(), word.end(), word.score()));
        }
        return new SalienceRecord(
                document.id(),
                Tasks.TRANSLATE,
                translation.target(),
                translation.method(),
                translation.model(),
                sentences,
                words);
    }

    /**
     * Between two segments the translation has what the document has there, but withheld pieces.
     */
    private static List<TranslationSegment> segments(Translation translation) {
        var source = new SourcePositions(translation.document().source());
        var text = new CodePoints(translation.document().text());
        List<TranslationSegment> segments = new ArrayList<>();
        int reached = 0;
        int at = 0;
        for (Segment segment : translation.segments()) {
            int start = at + text.at(segment.start()) - reached;
            TranslationSegment written = segment(segment, source, start);
            segments.add(written);
            reached = text.at(segment.end());
            at = written.targetEnd();
        }
        return segments;
    }

    /**
     * A segment.
     *
     * @param start where it begins in the translation
     */
    private static TranslationSegment segment(Segment segment, SourcePositions source, int start) {
        String text = segment.text();
        return new TranslationSegment(
                source.start(segment.start()),
                source.end(segment.end()),
                start,
                start + text.codePointCount(0, text.length()),
                text,
                segment.logProbability(),
                alignment(segment, source),
                Flag.names(segment.flags()));
    }

    private static List<AlignmentLink> alignment(Segment segment, SourcePositions source) {
        var target = new CodePoints(segment.text());
        List<AlignmentLink> links = new ArrayList<>();
        for (Link link : segment.links()) {
            links.add(
                    new AlignmentLink(
                            source.start(link.sourceStart()),
                            source.end(link.sourceEnd()),
                            target.at(link.targetStart()),
                            target.at(link.targetEnd()),
                            link.weight()));
        }
        return links;
    }
}
