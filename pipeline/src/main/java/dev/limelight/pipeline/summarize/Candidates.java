package dev.limelight.pipeline.summarize;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.layout.SentenceKind;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which sentences a summary may be made of: prose that says something; list items too where there
 * is so little prose that nothing could be chosen, as in minutes; fragments, headings and the frame
 * of an e-mail only where there is nothing else.
 */
final class Candidates {

    private static final int FEWEST_WORDS = 4;

    // Scripts without spaces have a word in about two characters.
    private static final Pattern WORD =
            Pattern.compile("\\p{IsIdeographic}{1,2}|\\p{L}[\\p{L}\\p{M}]*");

    private Candidates() {}

    /**
     * Indices of the candidates, ascending, at least one.
     *
     * @param length of the summary; a share is one of the candidates
     * @throws IllegalArgumentException if the document has no sentence
     */
    static List<Integer> of(Document document, SummaryLength length) {
        Predicate<Sentence> prose = sentence -> isFull(document, sentence, SentenceKind.PROSE);
        Predicate<Sentence> item = sentence -> isFull(document, sentence, SentenceKind.LIST_ITEM);
        List<Predicate<Sentence>> choices = List.of(prose, prose.or(item));
        for (Predicate<Sentence> choice : choices) {
            List<Integer> found = indices(document, choice);
            if (found.size() > length.of(found.size())) {
                return found;
            }
        }
        return ofOneKind(document);
    }

    private static boolean isFull(Document document, Sentence sentence, SentenceKind kind) {
        return sentence.kind() == kind && words(document, sentence) >= FEWEST_WORDS;
    }

    private static List<Integer> ofOneKind(Document document) {
        for (SentenceKind kind : SentenceKind.values()) {
            List<Integer> found = indices(document, sentence -> sentence.kind() == kind);
            if (!found.isEmpty()) {
                return found;
            }
        }
        throw new IllegalArgumentException(
                "document %s has no sentence, expected one".formatted(document.id()));
    }

    private static List<Integer> indices(Document document, Predicate<Sentence> choice) {
        List<Sentence> sentences = document.sentences();
        return IntStream.range(0, sentences.size())
                .filter(i -> choice.test(sentences.get(i)))
                .boxed()
                .toList();
    }

    private static long words(Document document, Sentence sentence) {
        return WORD.matcher(document.text())
                .region(sentence.start(), sentence.end())
                .results()
                .limit(FEWEST_WORDS)
                .count();
    }
}
