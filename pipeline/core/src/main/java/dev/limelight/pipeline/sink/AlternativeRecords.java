package dev.limelight.pipeline.sink;

import dev.limelight.connectors.record.Metric;
import dev.limelight.pipeline.sink.AlternativesRecord.Alternative;
import dev.limelight.pipeline.sink.AlternativesRecord.Part;
import dev.limelight.pipeline.sink.AlternativesRecord.Side;
import dev.limelight.pipeline.sink.AlternativesRecord.Source;
import dev.limelight.pipeline.sink.AlternativesRecord.SplitRecord;
import dev.limelight.pipeline.translate.OtherTranslation;
import dev.limelight.pipeline.translate.Segment;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.Translations;
import dev.limelight.pipeline.translate.fragment.Split;
import java.util.ArrayList;
import java.util.List;

/** Makes the record of what else a translation could be, on code points. */
public final class AlternativeRecords {

    private final Translation best;
    private final String text;
    private final SourcePositions source;

    private AlternativeRecords(Translation best) {
        this.best = best;
        this.text = best.document().text();
        this.source = new SourcePositions(best.document().source());
    }

    /** The record; without alternatives where the beams held none. */
    public static AlternativesRecord of(Translations translations) {
        Translation best = translations.best();
        var records = new AlternativeRecords(best);
        return new AlternativesRecord(
                best.document().id(),
                best.target(),
                translations.others().stream().map(records::alternative).toList());
    }

    private Alternative alternative(OtherTranslation other) {
        Translation translation = other.translation();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < other.splits().size(); i++) {
            Split split = other.splits().get(i);
            if (split != null) {
                parts.add(part(i, best.segments().get(i), translation.segments().get(i), split));
            }
        }
        return new Alternative(
                translation.text(),
                translation.quality().getOrDefault(Metric.LOG_PROBABILITY, 0.0),
                parts);
    }

    private Part part(int index, Segment likeliest, Segment other, Split split) {
        return new Part(
                index,
                other.text(),
                other.logProbability(),
                likeliest.logProbability(),
                new SplitRecord(side(likeliest, split.best()), side(other, split.other())));
    }

    /** In markup, a segment's text has tags, so that a word is further behind, or divided. */
    private Side side(Segment segment, Split.Place place) {
        String written = segment.text();
        int found = written.indexOf(place.word(), Math.min(place.start(), written.length()));
        int start = found < 0 ? written.length() : found;
        int end = found < 0 ? start : start + place.word().length();
        var target = new CodePoints(written);
        return new Side(
                target.at(start),
                target.at(end),
                place.word(),
                place.probability(),
                sources(segment, start, end));
    }

    private List<Source> sources(Segment segment, int start, int end) {
        return segment.links().stream()
                .filter(link -> link.targetStart() < end && link.targetEnd() > start)
                .map(
                        link ->
                                new Source(
                                        source.start(link.sourceStart()),
                                        source.end(link.sourceEnd()),
                                        text.substring(link.sourceStart(), link.sourceEnd()),
                                        link.weight()))
                .toList();
    }
}
