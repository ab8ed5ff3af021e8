package dev.limelight.pipeline.review;

import dev.limelight.connectors.record.AlignmentLink;
import dev.limelight.connectors.record.EditedSegment;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts what a person has written into a translation. Between two segments stays what was there.
 * Segments that nobody has touched keep their alignment; others are aligned by an {@link Aligner}.
 * Linear in the text.
 */
final class Edits {

    private final Aligner aligner;
    private final TranslationRecord before;
    private final String document;

    /**
     * @param document the document's text as it came in, on which the segments lie
     */
    Edits(Aligner aligner, TranslationRecord before, String document) {
        this.aligner = aligner;
        this.before = before;
        this.document = document;
    }

    /**
     * With another text for some segments.
     *
     * @throws IllegalArgumentException if there is no such segment, or one comes twice
     */
    TranslationRecord with(List<EditedSegment> edited) {
        Map<Integer, String> texts = new TreeMap<>();
        for (EditedSegment each : edited) {
            if (each.index() >= before.segments().size()) {
                throw new IllegalArgumentException(
                        "segment %d, expected one of 0 to %d"
                                .formatted(each.index(), before.segments().size() - 1));
            }
            if (texts.put(each.index(), each.text()) != null) {
                throw new IllegalArgumentException(
                        "segment %d twice, expected each once".formatted(each.index()));
            }
        }
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < before.segments().size(); i++) {
            TranslationSegment segment = before.segments().get(i);
            String text = texts.getOrDefault(i, segment.text());
            pieces.add(new Piece(i, i, text, !text.equals(segment.text())));
        }
        return joined(pieces);
    }

    /**
     * With another whole text. The segments at its beginning and end that are as before stay; those
     * between become one.
     */
    TranslationRecord with(String text) {
        List<TranslationSegment> segments = before.segments();
        if (segments.isEmpty()) {
            return joined(kept(0, segments.size()), "", text);
        }
        if (text.equals(before.text())) {
            return joined(kept(0, segments.size()));
        }
        int[] units = units();
        int head = head(text, units);
        int last = segments.size() - tail(text, units, head) - 1;
        String old = before.text();
        String lead = old.substring(0, units[2 * head]);
        String trail = old.substring(units[2 * last + 1]);
        int from = text.startsWith(lead) ? lead.length() : 0;
        boolean isKept = text.length() - trail.length() >= from && text.endsWith(trail);
        int to = text.length() - (isKept ? trail.length() : 0);
        List<Piece> pieces = new ArrayList<>(kept(0, head));
        pieces.add(new Piece(head, last, text.substring(from, to), true));
        pieces.addAll(kept(last + 1, segments.size()));
        String begin = old.substring(0, units[0]);
        String end = old.substring(units[units.length - 1]);
        return joined(pieces, from == 0 ? "" : begin, isKept ? end : "");
    }

    /**
     * A part of the new translation.
     *
     * @param first the first segment that it stands for
     * @param last the last one
     */
    private record Piece(int first, int last, String text, boolean isEdited) {}

    private List<Piece> kept(int from, int to) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = from; i < to; i++) {
            pieces.add(new Piece(i, i, before.segments().get(i).text(), false));
        }
        return pieces;
    }

    /** Where each segment begins and ends in the text, in UTF-16 units. */
    private int[] units() {
        List<TranslationSegment> segments = before.segments();
        int[] units = new int[2 * segments.size()];
        int point = 0;
        int unit = 0;
        for (int i = 0; i < segments.size(); i++) {
            TranslationSegment segment = segments.get(i);
            unit = before.text().offsetByCodePoints(unit, segment.targetStart() - point);
            units[2 * i] = unit;
            unit += segment.text().length();
            units[2 * i + 1] = unit;
            point = segment.targetEnd();
        }
        return units;
    }

    /** How many segments from the beginning are followed, in the new text too, by the same. */
    private int head(String text, int[] units) {
        int same = 0;
        int most = Math.min(text.length(), before.text().length());
        while (same < most && text.charAt(same) == before.text().charAt(same)) {
            same++;
        }
        int segments = before.segments().size();
        int head = 0;
        while (head < segments - 1 && units[2 * (head + 1)] <= same) {
            head++;
        }
        return head;
    }

    private int tail(String text, int[] units, int head) {
        String old = before.text();
        int start = units[2 * head];
        int most = Math.min(text.length(), old.length()) - start;
        int same = 0;
        while (same < most
                && text.charAt(text.length() - 1 - same) == old.charAt(old.length() - 1 - same)) {
            same++;
        }
        int segments = before.segments().size();
        int tail = 0;
        while (head + tail < segments - 1
                && old.length() - units[2 * (segments - tail - 2) + 1] <= same) {
            tail++;
        }
        return tail;
    }

    private TranslationRecord joined(List<Piece> pieces) {
        int[] units = units();
        String text = before.text();
        return units.length == 0
                ? joined(pieces, "", text)
                : joined(
                        pieces,
                        text.substring(0, units[0]),
                        text.substring(units[units.length - 1]));
    }

    /**
     * @param lead what stands before the first piece
     * @param trail what stands behind the last
     */
    private TranslationRecord joined(List<Piece> pieces, String lead, String trail) {
        StringBuilder text = new StringBuilder();
        List<TranslationSegment> segments = new ArrayList<>();
        int[] units = units();
        int source = 0;
        int point = 0;
        int reached = 0;
        int written = 0;
        for (Piece piece : pieces) {
            TranslationSegment first = before.segments().get(piece.first);
            String gap =
                    piece.first == 0
                            ? lead
                            : before.text().substring(reached, units[2 * piece.first]);
            text.append(gap).append(piece.text);
            written += points(gap);
            int start = document.offsetByCodePoints(source, first.sourceStart() - point);
            TranslationSegment last = before.segments().get(piece.last);
            int end = document.offsetByCodePoints(start, last.sourceEnd() - first.sourceStart());
            segments.add(segment(piece, document.substring(start, end), written));
            written += points(piece.text);
            reached = units[2 * piece.last + 1];
            source = end;
            point = last.sourceEnd();
        }
        text.append(trail);
        return with(text.toString(), segments);
    }

    private TranslationSegment segment(Piece piece, String source, int start) {
        TranslationSegment first = before.segments().get(piece.first);
        TranslationSegment last = before.segments().get(piece.last);
        int end = start + points(piece.text);
        if (!piece.isEdited) {
            return new TranslationSegment(
                    first.sourceStart(),
                    first.sourceEnd(),
                    start,
                    end,
                    piece.text,
                    first.logProbability(),
                    first.alignment(),
                    first.flags());
        }
        List<AlignmentLink> links =
                aligner.align(before.source(), before.target(), source, piece.text);
        return new TranslationSegment(
                first.sourceStart(),
                last.sourceEnd(),
                start,
                end,
                piece.text,
                0,
                links == null ? List.of() : shifted(links, first.sourceStart()),
                links == null ? List.of(Flag.EDITED_UNALIGNED.wireName()) : List.of());
    }

    private static List<AlignmentLink> shifted(List<AlignmentLink> links, int by) {
        return links.stream()
                .map(
                        link ->
                                new AlignmentLink(
                                        by + link.sourceStart(),
                                        by + link.sourceEnd(),
                                        link.targetStart(),
                                        link.targetEnd(),
                                        link.weight()))
                .toList();
    }

    /** The figures were those of the model's text. */
    private TranslationRecord with(String text, List<TranslationSegment> segments) {
        return new TranslationRecord(
                before.documentId(),
                before.source(),
                before.target(),
                text,
                segments,
                before.coverage(),
                before.model(),
                Map.of(),
                flags(segments),
                before.metadata(),
                before.timings(),
                null);
    }

    /** Those of the document alone, and those of the segments as they are now. */
    private List<String> flags(List<TranslationSegment> segments) {
        Set<String> ofOldSegments = new HashSet<>();
        before.segments().forEach(segment -> ofOldSegments.addAll(segment.flags()));
        List<String> flags = new ArrayList<>(before.flags());
        flags.removeAll(ofOldSegments);
        for (TranslationSegment segment : segments) {
            segment.flags().stream().filter(flag -> !flags.contains(flag)).forEach(flags::add);
        }
        return flags;
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }
}
