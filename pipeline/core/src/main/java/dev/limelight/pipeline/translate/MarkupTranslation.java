package dev.limelight.pipeline.translate;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.source.MarkupSource;
import dev.limelight.pipeline.text.markup.MarkupRun;
import dev.limelight.pipeline.text.markup.TranslatedRun;
import dev.limelight.pipeline.text.markup.WordPair;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import dev.limelight.pipeline.translate.fragment.Link;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the translation of a document's text back to its markup, here called the page: its marks
 * are placed by the words that stand for each other, and all positions are those of the page as
 * models may read it: as it came in, but for what is withheld.
 *
 * <p>A run of the page, what stands together in a block, is tiled by its segments and one white
 * space between any two; the tags at the edge of a sentence are its own. Between runs the page is
 * as it was. So the page is its segments and what is between them, as a text is.
 */
final class MarkupTranslation {

    private final Translation plain;
    private final MarkupSource text;
    private final StringBuilder page = new StringBuilder();
    private final List<Segment> segments = new ArrayList<>();
    private int reached;
    private int next;

    private MarkupTranslation(Translation plain, MarkupSource text) {
        this.plain = plain;
        this.text = text;
    }

    /** The translation of a document with markup; any other as it is. */
    static Translation of(Translation translation) {
        return translation.document().readable() instanceof MarkupSource source
                ? new MarkupTranslation(translation, source).translation()
                : translation;
    }

    private Translation translation() {
        for (int run = 0; run < text.runs().size(); run++) {
            add(run);
        }
        page.append(text.source(), reached, text.source().length());
        return new Translation(
                document(),
                plain.target(),
                page.toString(),
                List.copyOf(segments),
                plain.scores(),
                words(),
                plain.coverage(),
                plain.model(),
                plain.quality(),
                plain.flags(),
                plain.queuedMs(),
                plain.inferenceMs());
    }

    private void add(int index) {
        MarkupRun run = text.runs().get(index);
        var part = new RunPart(text.runStart(index));
        while (next < plain.segments().size()
                && plain.segments().get(next).start() < text.runEnd(index)) {
            part.add(plain.segments().get(next++), plain.document().text());
        }
        part.end(text.runEnd(index), plain.document().text());
        TranslatedRun marked =
                plain.isItself() ? run.itself() : run.markUp(part.target(), part.pairs());
        for (int i = 0; i < part.segments().size(); i++) {
            Segment segment = part.segment(i, run, marked);
            page.append(text.source(), reached, segment.start()).append(segment.text());
            reached = segment.end();
            segments.add(segment);
        }
    }

    private Document document() {
        Document document = plain.document();
        List<Sentence> sentences = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            Sentence sentence = document.sentences().get(i);
            Segment segment = segments.get(i);
            sentences.add(
                    new Sentence(
                            segment.start(), segment.end(), sentence.paragraph(), sentence.kind()));
        }
        return new Document(
                document.original(),
                document.id(),
                text.source(),
                document.language(),
                sentences,
                document.tasks(),
                document.targets(),
                document.metadata(),
                document.flags(),
                SourceFormat.TXT,
                document.withheld());
    }

    private List<ScoredWord> words() {
        List<ScoredWord> words = new ArrayList<>();
        for (ScoredWord word : plain.words()) {
            words.add(new ScoredWord(text.start(word.start()), text.end(word.end()), word.score()));
        }
        return words;
    }

    /** The segments of one run, and the run's translation that they make together. */
    private static final class RunPart {

        private final int start;
        private final List<Segment> segments = new ArrayList<>();
        private final List<Integer> targetStarts = new ArrayList<>();
        private final List<WordPair> pairs = new ArrayList<>();
        private final StringBuilder target = new StringBuilder();
        private int reached;

        RunPart(int start) {
            this.start = start;
            this.reached = start;
        }

        void add(Segment segment, String text) {
            target.append(text, reached, segment.start());
            int at = target.length();
            for (Link link : segment.links()) {
                pairs.add(
                        new WordPair(
                                link.sourceStart() - start,
                                link.sourceEnd() - start,
                                at + link.targetStart(),
                                at + link.targetEnd(),
                                link.weight()));
            }
            targetStarts.add(at);
            segments.add(segment);
            target.append(segment.text());
            reached = segment.end();
        }

        void end(int end, String text) {
            target.append(text, reached, end);
        }

        String target() {
            return target.toString();
        }

        List<WordPair> pairs() {
            return pairs;
        }

        List<Segment> segments() {
            return segments;
        }

        /** A segment in the page. */
        Segment segment(int i, MarkupRun run, TranslatedRun marked) {
            Segment plain = segments.get(i);
            int from = i == 0 ? 0 : cut(i, marked)[1];
            int to = i + 1 == segments.size() ? marked.text().length() : cut(i + 1, marked)[0];
            return new Segment(
                    i == 0 ? run.start() : sourceCut(i, run)[1],
                    i + 1 == segments.size() ? run.end() : sourceCut(i + 1, run)[0],
                    marked.text().substring(from, to),
                    plain.logProbability(),
                    links(i, run, marked, from, to),
                    plain.flags());
        }

        /** Where in the page the one white space before a segment is, or the place without it. */
        private int[] sourceCut(int i, MarkupRun run) {
            int end = segments.get(i - 1).end() - start;
            boolean gap = segments.get(i).start() - start > end;
            return gap
                    ? new int[] {run.originStart(end), run.originEnd(end + 1)}
                    : new int[] {run.originEnd(end), run.originEnd(end)};
        }

        /** Likewise, in the translation. */
        private int[] cut(int i, TranslatedRun marked) {
            int end = targetStarts.get(i - 1) + segments.get(i - 1).text().length();
            boolean gap = segments.get(i).start() > segments.get(i - 1).end();
            return gap
                    ? new int[] {marked.from(end), marked.upTo(end + 1)}
                    : new int[] {marked.upTo(end), marked.upTo(end)};
        }

        private List<Link> links(int i, MarkupRun run, TranslatedRun marked, int from, int to) {
            List<Link> links = new ArrayList<>();
            for (Link link : segments.get(i).links()) {
                int at = targetStarts.get(i);
                int first = marked.from(at + link.targetStart());
                int last = marked.upTo(at + link.targetEnd());
                if (first >= from && first < last && last <= to) {
                    links.add(
                            new Link(
                                    run.originStart(link.sourceStart() - start),
                                    run.originEnd(link.sourceEnd() - start),
                                    first - from,
                                    last - from,
                                    link.weight()));
                }
            }
            return links;
        }
    }
}
