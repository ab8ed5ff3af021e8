package dev.limelight.pipeline.summarize;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.summarize.prose.Prose;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.layout.SentenceKind;
import dev.limelight.pipeline.text.script.Words;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which sentences a summary may be made of: prose that says something, and no notices or labels,
 * see {@link Prose}; list items too where there is so little prose that nothing could be chosen, as
 * in minutes; fragments, headings, the frame of an e-mail and notices only where there is nothing
 * else.
 */
final class Candidates {

    private static final int FEWEST_WORDS = 4;
    private static final int MOST_READ = 300;

    private final Document document;
    private final Prose prose;

    private Candidates(Document document) {
        this.document = document;
        this.prose = Prose.of(document);
    }

    /**
     * Indices of the candidates, ascending, at least one.
     *
     * @param length of the summary; a share is one of the candidates
     * @throws IllegalArgumentException if the document has no sentence
     */
    static List<Integer> of(Document document, SummaryLength length) {
        return new Candidates(document).of(length);
    }

    private List<Integer> of(SummaryLength length) {
        List<Integer> text = indices(this::isText);
        List<Integer> listed = indices(i -> isText(i) || (isItem(i) && prose.isStopped(i)));
        List<Integer> all = indices(i -> isText(i) || isItem(i));
        if (leavesSome(text, length)) {
            return text;
        }
        if (leavesSome(listed, length)) {
            return listed;
        }
        boolean enough = listed.size() >= length.of(all.size());
        return leavesSome(all, length) ? (enough ? listed : all) : few();
    }

    private static boolean leavesSome(List<Integer> found, SummaryLength length) {
        return found.size() > length.of(found.size());
    }

    /** Where nothing could be left out: all prose, and what comes next where there is none. */
    private List<Integer> few() {
        List<IntPredicate> choices =
                List.of(
                        i -> is(i, SentenceKind.PROSE) && prose.isText(i),
                        i -> is(i, SentenceKind.LIST_ITEM) && !prose.isBoilerplate(i),
                        i -> is(i, SentenceKind.HEADING) && !prose.isBoilerplate(i));
        return Stream.concat(choices.stream(), ofOneKind())
                .map(this::indices)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "document %s has no sentence, expected one"
                                                .formatted(document.id())));
    }

    private Stream<IntPredicate> ofOneKind() {
        return Stream.of(SentenceKind.values()).map(kind -> i -> is(i, kind));
    }

    private boolean isText(int i) {
        return is(i, SentenceKind.PROSE) && prose.isText(i) && isFull(i);
    }

    private boolean isItem(int i) {
        return is(i, SentenceKind.LIST_ITEM) && !prose.isBoilerplate(i) && isFull(i);
    }

    private boolean is(int i, SentenceKind kind) {
        return document.sentences().get(i).kind() == kind;
    }

    private List<Integer> indices(IntPredicate choice) {
        return IntStream.range(0, document.sentences().size()).filter(choice).boxed().toList();
    }

    private boolean isFull(int i) {
        Sentence sentence = document.sentences().get(i);
        List<Span> words = words(sentence);
        return words.size() >= FEWEST_WORDS
                && IntStream.range(1, words.size()).anyMatch(k -> adjoin(words, k));
    }

    private List<Span> words(Sentence sentence) {
        int end = Math.min(sentence.end(), sentence.start() + MOST_READ);
        return Words.ofSentence(document.text(), sentence.start(), end).stream()
                .filter(this::hasLetter)
                .toList();
    }

    private boolean hasLetter(Span word) {
        return document.text()
                .substring(word.start(), word.end())
                .codePoints()
                .anyMatch(Character::isLetter);
    }

    /**
     * Whether no mark stands between a word and the one before: {@code Yes, well, so} says nothing.
     */
    private boolean adjoin(List<Span> words, int word) {
        return document.text()
                .substring(words.get(word - 1).end(), words.get(word).start())
                .isBlank();
    }
}
