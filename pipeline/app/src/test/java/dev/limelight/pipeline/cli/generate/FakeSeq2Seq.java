package dev.limelight.pipeline.cli.generate;

import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.attention.CrossAttention;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Writes a text in capitals, one token a character and an end-of-sentence {@link #END}; answers
 * when told to. {@code "long"} is too long for it, {@code "mars"} a language that it does not know.
 */
final class FakeSeq2Seq implements Seq2SeqClient {

    static final int END = 2;

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private final int atOnce;

    /**
     * A client.
     *
     * @param atOnce how many requests it waits for before it answers them, last first
     */
    FakeSeq2Seq(int atOnce) {
        this.atOnce = atOnce;
    }

    @Override
    public CompletableFuture<GenerateResult> score(GenerateRequest request, String target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized CompletableFuture<GenerateResult> generate(GenerateRequest request) {
        asked.add(request.text());
        CompletableFuture<GenerateResult> answer = new CompletableFuture<>();
        held.add(0, () -> answer(request.text(), answer));
        if (held.size() == atOnce) {
            held.forEach(Runnable::run);
            held.clear();
        }
        return answer;
    }

    private static void answer(String text, CompletableFuture<GenerateResult> answer) {
        switch (text) {
            case "long" ->
                    answer.completeExceptionally(
                            new ModelException(
                                    Category.TOO_LARGE, "source of 9 tokens, not 1 to 8"));
            case "mars" ->
                    answer.completeExceptionally(
                            new ModelException(Category.INVALID, "language mars, expected en"));
            default -> answer.complete(result(text));
        }
    }

    static GenerateResult result(String text) {
        List<TokenSpan> source = tokens(text);
        String written = text.toUpperCase(java.util.Locale.ROOT);
        List<TokenSpan> target = tokens(written);
        List<float[]> weights = target.stream().map(token -> new float[source.size()]).toList();
        weights.get(0)[0] = 1;
        return new GenerateResult(
                source,
                List.of(
                        new GeneratedText(
                                written,
                                target,
                                new float[] {-1, -2},
                                0,
                                List.of(new CrossAttention(AttentionTap.mean(1), weights)))),
                List.of(),
                0,
                0);
    }

    private static List<TokenSpan> tokens(String text) {
        List<TokenSpan> tokens = new ArrayList<>();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            tokens.add(new TokenSpan(point, i, i + Character.charCount(point), false));
        }
        tokens.add(new TokenSpan(END, text.length(), text.length(), true));
        return tokens;
    }

    @Override
    public Seq2SeqInfo info() {
        return new Seq2SeqInfo("fake", "0", "fake", 8, -1, 2, 4, List.of(), List.of(), null, null);
    }

    @Override
    public TokenCounter tokens() {
        return FakeSeq2Seq::tokens;
    }

    @Override
    public EngineStatistics statistics() {
        return new EngineStatistics(0, 0, 0, 0, 0);
    }

    @Override
    public void close() {}
}
