package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.connectors.record.Flag;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.folder.SummarizationTask;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.attribution.OutputCut;
import dev.limelight.pipeline.attribution.UnknownTokens;
import dev.limelight.pipeline.chunk.JoinedCounter;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.SentenceSplitter;
import dev.limelight.pipeline.inference.ModelAnswers;
import dev.limelight.pipeline.text.layout.JoinedLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Summarizes inputs of one document in two steps, so that many can be under way: {@link #start}
 * sends, {@link #finish} waits. Thread-safe.
 */
final class InputSummarizer {

    /** Pegasus writes this between sentences, and its tokenizer does not know that it is none. */
    private static final String NEW_LINE = "<n>";

    private final Seq2SeqClient client;
    private final SummarizationTask task;
    private final SentenceSplitter splitter;
    private final Duration timeout;

    /** The inputs of a document take turns at the model with those of others. */
    private final String group = UUID.randomUUID().toString();

    InputSummarizer(
            Seq2SeqClient client,
            SummarizationTask task,
            SentenceSplitter splitter,
            Duration timeout) {
        this.client = client;
        this.task = task;
        this.splitter = splitter;
        this.timeout = timeout;
    }

    /** Sends a input; blocks while the model's queue is full. */
    CompletableFuture<GenerateResult> start(SummaryInput input) {
        return client.generate(
                GenerateRequest.of(task.prefix() + JoinedLines.of(input.text()).text())
                        .withSettings(task.generation())
                        .withTimeout(timeout)
                        .withGroup(group));
    }

    /**
     * Waits for what the model wrote.
     *
     * @throws ModelException if it fails, or this thread is interrupted
     */
    PartSummary finish(SummaryInput input, CompletableFuture<GenerateResult> answer) {
        GenerateResult result = ModelAnswers.await(answer);
        String text = text(result);
        List<Sentence> sentences = text.isBlank() ? List.of() : splitter.split(text);
        return new PartSummary(
                text,
                SentenceAttribution.of(
                        input, source(input, result), text, sentences, result.best()),
                result.best().logProbabilities(),
                flags(input, result, sentences.isEmpty()),
                result.queuedMs(),
                result.inferenceMs());
    }

    /** The tokens of a input on its own positions; the prefix's are special. */
    private List<TokenSpan> source(SummaryInput input, GenerateResult result) {
        int prefix = task.prefix().length();
        List<TokenSpan> own =
                result.source().stream()
                        .map(
                                token ->
                                        new TokenSpan(
                                                token.id(),
                                                Math.max(0, token.start() - prefix),
                                                Math.max(0, token.end() - prefix),
                                                token.special() || token.end() <= prefix))
                        .toList();
        return JoinedCounter.spread(own, JoinedLines.of(input.text()));
    }

    /** On the positions of the result's. */
    private String text(GenerateResult result) {
        boolean isPegasus = client.info().modelType().equals("pegasus");
        String text = result.best().text();
        return isPegasus ? text.replace(NEW_LINE, " ".repeat(NEW_LINE.length())) : text;
    }

    private List<Flag> flags(SummaryInput input, GenerateResult result, boolean isBlank) {
        List<Flag> flags = new ArrayList<>();
        if (OutputCut.isCut(result.best().tokens(), task.maxNewTokens())) {
            flags.add(Flag.OUTPUT_CUT);
        }
        if (isBlank) {
            flags.add(Flag.PART_WITHOUT_SUMMARY);
        }
        if (UnknownTokens.areMany(
                result.source(), client.info().unknownToken(), input.text().length())) {
            flags.add(Flag.UNKNOWN_WORDS);
        }
        if (result.best().crossAttention().isEmpty()) {
            flags.add(Flag.NO_ATTENTION);
        }
        return flags;
    }
}
