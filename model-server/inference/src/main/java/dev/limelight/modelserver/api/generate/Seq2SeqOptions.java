package dev.limelight.modelserver.api.generate;

import dev.limelight.modelserver.api.attention.AttentionTap;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How to load an encoder-decoder model. Handles opened with equal options share one engine; other
 * options load the weights once more.
 *
 * @param folder the bundle: {@code config.json}, tokenizer and graphs as Hugging Face and Optimum
 *     lay them out
 * @param suffix of the graphs' names, for instance {@code _quantized}; empty for none. {@link
 *     #DEFAULT_SUFFIX} takes the one that the bundle names in its {@code config.json}, or the only
 *     one there is
 * @param crossTaps the cross-attention that can be asked for, by decoder layer and head, ascending
 * @param encoderTaps the self-attention of the encoder that can be asked for, ascending
 * @param intraOpThreads threads that share one step; 0 for all cores of the machine that loads the
 *     model
 * @param tokenBudget the most source positions that are decoded at a time, padding included:
 *     longest source x beams of all running requests. A longer request goes alone. Bounds memory
 *     too.
 * @param maxWait how long a request may wait for company when nothing runs; zero to never wait
 * @param queueCapacity requests that wait before {@link Seq2SeqClient#generate} blocks
 * @param content tells apart what one folder holds at different times: files that were replaced are
 *     not mistaken for those that are loaded; empty where nobody replaces them
 * @param needsAttention whether a model whose graphs do not show the tapped cross-attention is
 *     refused; else it writes without, and results have none
 * @param readsControl whether the name of a control token in a text ({@code </s>}) is that token,
 *     as in transformers; else it is text like any other
 */
public record Seq2SeqOptions(
        String folder,
        String suffix,
        List<AttentionTap> crossTaps,
        List<AttentionTap> encoderTaps,
        int intraOpThreads,
        int tokenBudget,
        Duration maxWait,
        int queueCapacity,
        String content,
        boolean needsAttention,
        boolean readsControl)
        implements Serializable {

    /** Takes the suffix that the bundle names, or the only one there is. */
    public static final String DEFAULT_SUFFIX = "default";

    private static final int TOKEN_BUDGET = 2048;
    private static final Duration MAX_WAIT = Duration.ofMillis(5);
    private static final int QUEUE_CAPACITY = 512;

    public Seq2SeqOptions {
        crossTaps = crossTaps.stream().distinct().sorted().toList();
        encoderTaps = encoderTaps.stream().distinct().sorted().toList();
        if (tokenBudget < 1 || queueCapacity < 1) {
            throw new IllegalArgumentException(
                    "tokenBudget %d and queueCapacity %d, expected 1 or more"
                            .formatted(tokenBudget, queueCapacity));
        }
        if (intraOpThreads < 0 || maxWait.isNegative()) {
            throw new IllegalArgumentException(
                    "intraOpThreads %d and maxWait %s, expected 0 or more"
                            .formatted(intraOpThreads, maxWait));
        }
    }

    /** No attention, all cores, 2048 positions, 5 ms, 512 requests. */
    public static Seq2SeqOptions of(String folder) {
        return new Seq2SeqOptions(
                folder,
                DEFAULT_SUFFIX,
                List.of(),
                List.of(),
                0,
                TOKEN_BUDGET,
                MAX_WAIT,
                QUEUE_CAPACITY,
                "",
                true,
                false);
    }

    public Seq2SeqOptions withSuffix(String wanted) {
        return new Seq2SeqOptions(
                folder,
                wanted,
                crossTaps,
                encoderTaps,
                intraOpThreads,
                tokenBudget,
                maxWait,
                queueCapacity,
                content,
                needsAttention,
                readsControl);
    }

    public Seq2SeqOptions withCrossTaps(List<AttentionTap> taps) {
        return new Seq2SeqOptions(
                folder,
                suffix,
                taps,
                encoderTaps,
                intraOpThreads,
                tokenBudget,
                maxWait,
                queueCapacity,
                content,
                needsAttention,
                readsControl);
    }

    public Seq2SeqOptions withEncoderTaps(List<AttentionTap> taps) {
        return new Seq2SeqOptions(
                folder,
                suffix,
                crossTaps,
                taps,
                intraOpThreads,
                tokenBudget,
                maxWait,
                queueCapacity,
                content,
                needsAttention,
                readsControl);
    }

    public Seq2SeqOptions withIntraOpThreads(int threads) {
        return new Seq2SeqOptions(
                folder,
                suffix,
                crossTaps,
                encoderTaps,
                threads,
                tokenBudget,
                maxWait,
                queueCapacity,
                content,
                needsAttention,
                readsControl);
    }

    public Seq2SeqOptions withTokenBudget(int positions) {
        return new Seq2SeqOptions(
                folder,
                suffix,
                crossTaps,
                encoderTaps,
                intraOpThreads,
                positions,
                maxWait,
                queueCapacity,
                content,
                needsAttention,
                readsControl);
    }

    public Seq2SeqOptions withMaxWait(Duration wait) {
        return new Seq2SeqOptions(
                folder,
                suffix,
                crossTaps,
                encoderTaps,
                intraOpThreads,
                tokenBudget,
                wait,
                queueCapacity,
                content,
                needsAttention,
                readsControl);
    }

    public Seq2SeqOptions withQueueCapacity(int requests) {
        return new Seq2SeqOptions(
                folder,
                suffix,
                crossTaps,
                encoderTaps,
                intraOpThreads,
                tokenBudget,
                maxWait,
                requests,
                content,
                needsAttention,
                readsControl);
    }

    public Seq2SeqOptions withContent(String held) {
        return new Seq2SeqOptions(
                folder,
                suffix,
                crossTaps,
                encoderTaps,
                intraOpThreads,
                tokenBudget,
                maxWait,
                queueCapacity,
                held,
                needsAttention,
                readsControl);
    }

    /** The same; without cross-attention where the graphs do not show it. */
    public Seq2SeqOptions withOptionalAttention() {
        return new Seq2SeqOptions(
                folder,
                suffix,
                crossTaps,
                encoderTaps,
                intraOpThreads,
                tokenBudget,
                maxWait,
                queueCapacity,
                content,
                false,
                readsControl);
    }

    /** The same; names of control tokens in a text are these tokens. */
    public Seq2SeqOptions withControlTokens() {
        return new Seq2SeqOptions(
                folder,
                suffix,
                crossTaps,
                encoderTaps,
                intraOpThreads,
                tokenBudget,
                maxWait,
                queueCapacity,
                content,
                needsAttention,
                true);
    }
}
