package dev.limelight.pipeline.translate.fragment;

import dev.limelight.connectors.record.Flag;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.pipeline.attribution.SpanAttention;
import dev.limelight.pipeline.attribution.SpanLink;
import dev.limelight.pipeline.attribution.TokenShares;
import dev.limelight.pipeline.attribution.UnknownTokens;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.script.Words;
import dev.limelight.pipeline.translate.signals.Confidence;
import dev.limelight.pipeline.translate.source.Fragment;
import dev.limelight.pipeline.translate.source.Garbage;
import dev.limelight.pipeline.translate.source.ModelText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a model gave for a fragment, or the fragment itself, into what stands for it.
 * Immutable.
 */
final class OutputDecoder {

    private final Document document;
    private final String language;
    private final int unknownToken;

    /**
     * A reader of what stands for the fragments of a document.
     *
     * @param language BCP 47, of what the model writes
     */
    OutputDecoder(Document document, String language, int unknownToken) {
        this.document = document;
        this.language = language;
        this.unknownToken = unknownToken;
    }

    /** A fragment as it stands; its words stand for themselves. */
    TranslatedFragment copied(Fragment fragment) {
        String text = document.text().substring(fragment.start(), fragment.end());
        List<Link> links = new ArrayList<>();
        List<ScoredWord> words = new ArrayList<>();
        for (Span word : Words.of(text)) {
            int start = fragment.start() + word.start();
            int end = fragment.start() + word.end();
            links.add(new Link(start, end, word.start(), word.end(), 1));
            words.add(new ScoredWord(start, end, 0));
        }
        boolean hasLetters = text.codePoints().anyMatch(Character::isLetter);
        return new TranslatedFragment(
                text,
                links,
                new float[0],
                0,
                words,
                hasLetters ? 0 : text.length(),
                hasLetters ? List.of(Flag.COPIED) : List.of(),
                0,
                0);
    }

    /**
     * What the model wrote for a fragment.
     *
     * @return null where it did not copy what it had to
     */
    @Nullable TranslatedFragment read(Fragment fragment, ModelText text, GenerateResult result) {
        GeneratedText best = result.best();
        TargetText target = TargetText.of(text, best.text());
        if (target == null) {
            return null;
        }
        List<Span> sourceWords = Words.of(text.text());
        List<Span> targetWords = Words.of(best.text());
        var source = TokenShares.of(text.text(), result.source(), sourceWords);
        var written = TokenShares.of(best.text(), best.tokens(), targetWords);
        SpanAttention attention = SpanAttention.of(source, written, best);
        int copied = text.placeholders().stream().mapToInt(each -> each.content().length()).sum();
        return new TranslatedFragment(
                target.text(),
                links(text, target, attention, sourceWords, targetWords),
                best.logProbabilities(),
                Confidence.leastWord(written, best.logProbabilities()),
                words(text, sourceWords, attention.received()),
                fragment.end() - fragment.start() - copied,
                flags(text, result),
                result.queuedMs(),
                result.inferenceMs());
    }

    private static List<Link> links(
            ModelText text,
            TargetText target,
            SpanAttention attention,
            List<Span> sourceWords,
            List<Span> targetWords) {
        List<Link> links = new ArrayList<>();
        for (SpanLink link : attention.links(SpanAttention.SECOND_FROM)) {
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
            words.add(
                    new ScoredWord(
                            word.start(), word.end(), received.length == 0 ? 0 : received[i]));
        }
        return words;
    }

    private List<Flag> flags(ModelText text, GenerateResult result) {
        List<Flag> flags = new ArrayList<>();
        if (!text.placeholders().isEmpty()) {
            flags.add(Flag.COPIED);
        }
        boolean many = UnknownTokens.areMany(result.source(), unknownToken, text.text().length());
        if (many || isGarbled(text.text(), result.best().text())) {
            flags.add(Flag.UNKNOWN_WORDS);
        }
        if (result.best().crossAttention().isEmpty()) {
            flags.add(Flag.NO_ALIGNMENT);
        }
        return flags;
    }

    private boolean isGarbled(String source, String written) {
        return !Garbage.noCharacters(source, written).isEmpty()
                || Garbage.hasForeignLetters(source, written, language);
    }
}
