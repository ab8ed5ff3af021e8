package dev.limelight.pipeline.translate.fragment;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.script.Words;
import dev.limelight.pipeline.translate.source.Fragment;
import dev.limelight.pipeline.translate.source.ModelText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what else a model's beams held for a fragment. */
final class OtherOutputs {

    private final OutputDecoder reader;

    OtherOutputs(OutputDecoder reader) {
        this.reader = reader;
    }

    /**
     * The other sequences of a result, best first: those that differ from the best text and from
     * each other, and in which the model copied what it had to.
     *
     * @param written what was made of the best one
     */
    List<OtherOutput> of(
            Fragment fragment, ModelText text, GenerateResult result, TranslatedFragment written) {
        Set<String> seen = new HashSet<>(Set.of(written.text()));
        List<OtherOutput> others = new ArrayList<>();
        for (GeneratedText sequence : result.sequences().subList(1, result.sequences().size())) {
            other(fragment, text, result, sequence)
                    .filter(other -> seen.add(other.written().text()))
                    .ifPresent(others::add);
        }
        return others;
    }

    private Optional<OtherOutput> other(
            Fragment fragment, ModelText text, GenerateResult result, GeneratedText sequence) {
        var alone =
                new GenerateResult(
                        result.source(),
                        List.of(sequence),
                        result.encoderAttention(),
                        result.queuedMs(),
                        result.inferenceMs());
        TranslatedFragment written = reader.read(fragment, text, alone);
        if (written == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(split(text, result.best(), sequence))
                .map(split -> new OtherOutput(written, split));
    }

    private static @Nullable Split split(ModelText text, GeneratedText best, GeneratedText other) {
        int at = firstDifference(best.tokens(), other.tokens());
        if (at >= Math.min(best.tokens().size(), other.tokens().size())) {
            return null;
        }
        return new Split(place(text, best, at), place(text, other, at));
    }

    private static int firstDifference(List<TokenSpan> a, List<TokenSpan> b) {
        int at = 0;
        while (at < Math.min(a.size(), b.size()) && a.get(at).id() == b.get(at).id()) {
            at++;
        }
        return at;
    }

    /** Where the word of a token is in what stands for the fragment. */
    private static Split.Place place(ModelText source, GeneratedText generated, int token) {
        Span word = word(generated.text(), generated.tokens().get(token));
        double probability = Math.exp(generated.logProbabilities()[token]);
        TargetText target = TargetText.of(source, generated.text());
        if (target == null) {
            throw new IllegalStateException("an output that was read is read no more");
        }
        Span placed = target.moved(word.start(), word.end());
        String text = target.text().substring(placed.start(), placed.end());
        return new Split.Place(placed.start(), text, probability);
    }

    /** The word that a token is in, or the token itself where it is in none. */
    private static Span word(String text, TokenSpan token) {
        int start = token.start();
        while (start < token.end() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int from = start;
        return Words.of(text).stream()
                .filter(each -> each.start() < token.end() && each.end() > from)
                .findFirst()
                .orElse(new Span(from, Math.max(from, token.end())));
    }
}
