package dev.limelight.pipeline.score;

import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.translate.signals.Thresholds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads given translations by forced decoding, so that a text that somebody else wrote, or a person
 * has edited, has the figures and the word alignment of one that the model wrote. Thread-safe.
 */
public final class Scorer {

    private final Seq2SeqClient client;
    private final @Nullable String source;
    private final @Nullable String target;
    private final Thresholds thresholds;

    /**
     * A scorer for two languages.
     *
     * @param client stays its owner's; loaded with the attention that alignments are read from, or
     *     there are none
     * @param source BCP 47; null for the only one that the model reads, or its default
     * @param target likewise, writes
     * @param thresholds from where on a signal is a flag
     */
    public Scorer(
            Seq2SeqClient client,
            @Nullable String source,
            @Nullable String target,
            Thresholds thresholds) {
        Seq2SeqInfo info = client.info();
        this.client = client;
        this.source = source == null ? only(info.sourceLanguages()) : source;
        this.target = target == null ? only(info.targetLanguages()) : target;
        this.thresholds = thresholds.withUsualRatio(info.lengthRatio());
    }

    /**
     * Queues a pair; blocks while the model's queue is full. Either text may be empty.
     *
     * @param timeout until the answer; zero for none
     * @return fails as {@link Seq2SeqClient#score} does; cancelling it takes the pair out
     */
    public CompletableFuture<ScoredPair> score(
            String sourceText, String targetText, Duration timeout) {
        var request = GenerateRequest.of(sourceText).withTimeout(timeout);
        var answer =
                client.score(
                        canBeTold() ? request.withLanguages(source, target) : request, targetText);
        var languages = new ScoredPair.Languages(tag(source), tag(target));
        CompletableFuture<ScoredPair> scored =
                answer.thenApply(
                        result ->
                                new ScoredPair(
                                        sourceText, targetText, languages, result, client.info()));
        var unused = scored.whenComplete((pair, failure) -> answer.cancel(true));
        return scored;
    }

    /**
     * A pair as JSON has it. Takes longer than a callback of the model may.
     *
     * @throws IllegalArgumentException for a text with half of a surrogate pair in it
     */
    public ScoreRecord record(ScoredPair pair) {
        return ScoreRecords.of(pair, thresholds, client.tokens());
    }

    private boolean canBeTold() {
        Seq2SeqInfo info = client.info();
        return !info.sourceLanguages().isEmpty() || !info.targetLanguages().isEmpty();
    }

    private static @Nullable String only(List<String> languages) {
        return languages.size() == 1 ? languages.get(0) : null;
    }

    private static String tag(@Nullable String language) {
        return language == null ? LanguageTags.UNDETERMINED : language;
    }
}
