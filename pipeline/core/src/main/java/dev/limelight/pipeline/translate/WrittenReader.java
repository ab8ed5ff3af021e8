package dev.limelight.pipeline.translate;

import dev.limelight.modelserver.api.GenerateResult;
import dev.limelight.modelserver.api.GeneratedText;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.translate.align.WordAttention;
import dev.limelight.pipeline.translate.align.WordLink;
import dev.limelight.pipeline.translate.align.WordSpans;
import dev.limelight.pipeline.translate.signals.Confidence;
import dev.limelight.pipeline.translate.source.Garbage;
import dev.limelight.pipeline.translate.source.ModelText;
import dev.limelight.pipeline.translate.source.Piece;
import dev.limelight.pipeline.translate.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what a model gave for a piece, or the piece itself, into what stands for it. Immutable. */
final class WrittenReader {

    private static final double UNKNOWN_FROM = 0.05;

    private final Document document;
    private final String language;
    private final int unknownToken;

    /**
     * A reader of what stands for the pieces of a document.
     *
     * @param language BCP 47, of what the model writes
     */
    WrittenReader(Document document, String language, int unknownToken) {
        this.document = document;
        this.language = language;
        this.unknownToken = unknownToken;
    }

    /** A piece as it stands; its words stand for themselves. */
    Written copied(Piece piece) {
        String text = document.text().substring(piece.start(), piece.end());
        List<Link> links = new ArrayList<>();
        List<ScoredWord> words = new ArrayList<>();
        for (Span word : WordSpans.of(text)) {
            int start = piece.start() + word.start();
            int end = piece.start() + word.end();
            links.add(new Link(start, end, word.start(), word.end(), 1));
            words.add(new ScoredWord(start, end, 0));
        }
        boolean hasLetters = text.codePoints().anyMatch(Character::isLetter);
        return new Written(
                text,
                links,
                new float[0],
                0,
                words,
                hasLetters ? 0 : text.length(),
                hasLetters ? List.of(Translation.COPIED) : List.of(),
                0,
                0);
    }

    /**
     * What the model wrote for a piece.
     *
     * @return null where it did not copy what it had to
     */
    @Nullable Written read(Piece piece, ModelText text, GenerateResult result) {
        GeneratedText best = result.best();
        TargetText target = TargetText.of(text, best.text());
        if (target == null) {
            return null;
        }
        List<Span> sourceWords = WordSpans.of(text.text());
        List<Span> targetWords = WordSpans.of(best.text());
        WordAttention attention = attention(result, sourceWords, targetWords);
        int copied = text.standIns().stream().mapToInt(each -> each.content().length()).sum();
        return new Written(
                target.text(),
                links(text, target, attention, sourceWords, targetWords),
                best.logProbabilities(),
                Confidence.leastWord(targetWords, best.tokens(), best.logProbabilities()),
                words(text, sourceWords, attention.received()),
                piece.end() - piece.start() - copied,
                flags(text, result),
                result.queuedMs(),
                result.inferenceMs());
    }

    private static WordAttention attention(
            GenerateResult result, List<Span> sourceWords, List<Span> targetWords) {
        GeneratedText best = result.best();
        List<float[]> rows =
                best.crossAttention().isEmpty()
                        ? List.of()
                        : best.crossAttention().get(0).weights();
        return WordAttention.of(sourceWords, result.source(), targetWords, best.tokens(), rows);
    }

    private static List<Link> links(
            ModelText text,
            TargetText target,
            WordAttention attention,
            List<Span> sourceWords,
            List<Span> targetWords) {
        List<Link> links = new ArrayList<>();
        for (WordLink link : attention.links(WordAttention.SECOND_FROM)) {
            Span source = sourceWords.get(link.source());
            Span from = text.origin(source.start(), source.end());
            Span word = targetWords.get(link.target());
            Span to = target.moved(word.start(), word.end());
            links.add(new Link(from.start(), from.end(), to.start(), to.end(), link.weight()));
        }
        return links;
    }

    private static List<ScoredWord> words(
            ModelText text, List<Span> sourceWords, double[] received) {
        List<ScoredWord> words = new ArrayList<>();
        for (int i = 0; i < sourceWords.size(); i++) {
            Span word = text.origin(sourceWords.get(i).start(), sourceWords.get(i).end());
            double light = i < received.length ? received[i] : 0;
            words.add(new ScoredWord(word.start(), word.end(), light));
        }
        return words;
    }

    private List<String> flags(ModelText text, GenerateResult result) {
        List<String> flags = new ArrayList<>();
        if (!text.standIns().isEmpty()) {
            flags.add(Translation.COPIED);
        }
        int unknown =
                result.source().stream()
                        .filter(token -> token.id() == unknownToken)
                        .mapToInt(token -> token.end() - token.start())
                        .sum();
        boolean many = unknown > UNKNOWN_FROM * text.text().length();
        if (many || isGarbled(text.text(), result.best().text())) {
            flags.add(Translation.UNKNOWN_WORDS);
        }
        if (result.best().crossAttention().isEmpty()) {
            flags.add(Translation.NO_ALIGNMENT);
        }
        return flags;
    }

    private boolean isGarbled(String source, String written) {
        return !Garbage.noCharacters(source, written).isEmpty()
                || Garbage.hasForeignLetters(source, written, language);
    }
}
