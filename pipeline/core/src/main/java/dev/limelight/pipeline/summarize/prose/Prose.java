package dev.limelight.pipeline.summarize.prose;

import dev.limelight.pipeline.cancel.Interruption;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.text.layout.JoinedLines;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The sentences of one document that are its text and may be chosen for a summary. All others are
 * read and scored like these. Immutable; made in time linear in the text.
 *
 * <p>No text are notices about cookies, rights and licences, calls to subscribe, to follow or to
 * share, credits of pictures, what stands under a heading such as {@code Forward-Looking
 * Statements} in a few sentences, and badges. Nor are labels: short lines without a stop, and lines
 * in which all words begin with a capital, as the entries of a menu, by-lines and datelines do. A
 * document that ends few of its sentences with a stop, or writes in capitals only, is not held to
 * that.
 */
public final class Prose {

    private static final Phrases BOILERPLATE = Phrases.read("boilerplate.txt");
    private static final Phrases SECTIONS = Phrases.read("sections.txt");
    private static final int MOST_READ = 600;
    private static final int MOST_IN_SECTION = 8;
    private static final int FEWEST_WORDS = 8;
    private static final int FEWEST_CASED = 4;

    private final Document document;
    private final List<Shape> shapes = new ArrayList<>();
    private final BitSet boilerplate = new BitSet();
    private final boolean stops;
    private final boolean cases;

    private Prose(Document document) {
        this.document = document;
        for (Sentence sentence : document.sentences()) {
            shapes.add(Shape.of(document.text(), sentence.start(), sentence.end()));
        }
        this.stops = stopped() * 2 >= prose();
        this.cases = small() * 5 >= cased();
        readPhrases();
    }

    /** Of a document. */
    public static Prose of(Document document) {
        return new Prose(document);
    }

    /** Whether a sentence is a notice, a call, a credit, a badge: never part of the text. */
    public boolean isBoilerplate(int sentence) {
        return boilerplate.get(sentence) || shapes.get(sentence).badge();
    }

    /** Whether a sentence is part of the text, as far as it reads; its kind is not asked. */
    public boolean isText(int sentence) {
        return !isBoilerplate(sentence) && !isLabel(sentence);
    }

    /** Whether a sentence ends as sentences do. */
    public boolean isStopped(int sentence) {
        return shapes.get(sentence).stopped();
    }

    private boolean isLabel(int sentence) {
        Shape shape = shapes.get(sentence);
        boolean fragment = stops && !shape.stopped() && shape.words() < FEWEST_WORDS;
        boolean capitals = cases && shape.cased() >= FEWEST_CASED && shape.small() == 0;
        return fragment || capitals;
    }

    private void readPhrases() {
        List<Sentence> sentences = document.sentences();
        boolean section = false;
        int first = 0;
        int notices = 0;
        for (int i = 0; i < sentences.size(); i++) {
            Interruption.check();
            if (sentences.get(i).paragraph() != sentences.get(first).paragraph()) {
                first = i;
                notices = 0;
            }
            String words = words(sentences.get(i));
            if (sentences.get(i).kind() == SentenceKind.HEADING) {
                section = SECTIONS.anyIs(words) && sectionLength(i) <= MOST_IN_SECTION;
            }
            boilerplate.set(i, section || BOILERPLATE.anyIn(words));
            notices += boilerplate.get(i) && BOILERPLATE.noticeIn(words) ? 1 : 0;
            spread(first, i, notices);
        }
    }

    /** How many sentences stand under a heading, counted a little further than it matters. */
    private int sectionLength(int heading) {
        List<Sentence> sentences = document.sentences();
        int at = heading + 1;
        while (at < sentences.size()
                && at - heading <= MOST_IN_SECTION + 1
                && sentences.get(at).kind() != SentenceKind.HEADING) {
            at++;
        }
        return at - heading - 1;
    }

    /** At the end of a paragraph: makes all of it a notice where half of it is. */
    private void spread(int first, int last, int notices) {
        List<Sentence> sentences = document.sentences();
        boolean ends =
                last + 1 == sentences.size()
                        || sentences.get(last + 1).paragraph() != sentences.get(last).paragraph();
        if (ends && notices * 2 >= last + 1 - first) {
            boilerplate.set(first, last + 1);
        }
    }

    private String words(Sentence sentence) {
        int end = Math.min(sentence.end(), sentence.start() + MOST_READ);
        String line = JoinedLines.inOneLine(document.text().substring(sentence.start(), end));
        return line.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replace('“', '"')
                .replace('”', '"')
                .strip();
    }

    private long prose() {
        return document.sentences().stream()
                .filter(Prose::isProse)
                .mapToLong(each -> each.end() - each.start())
                .sum();
    }

    private static boolean isProse(Sentence sentence) {
        return sentence.kind() == SentenceKind.PROSE;
    }

    private long stopped() {
        long count = 0;
        for (int i = 0; i < shapes.size(); i++) {
            Sentence sentence = document.sentences().get(i);
            boolean counts = isProse(sentence) && shapes.get(i).stopped();
            count += counts ? sentence.end() - sentence.start() : 0;
        }
        return count;
    }

    private long small() {
        return shapes.stream().mapToLong(Shape::small).sum();
    }

    private long cased() {
        return shapes.stream().mapToLong(Shape::cased).sum();
    }
}
