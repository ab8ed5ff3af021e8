package dev.limelight.modelserver.architecture.seq2seq.batch;

import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.generation.Generated;
import dev.limelight.modelserver.generation.Generation.Source;
import dev.limelight.modelserver.runtime.DecoderOutput;
import dev.limelight.modelserver.runtime.Decoding;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq;
import dev.limelight.modelserver.runtime.TokenBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Sources whose targets are given: the decoder reads whole targets in one pass (teacher forcing).
 * Each step is such a pass over as many pairs of about one length as {@value #MOST_SCORES} scores
 * allow, so that memory is bounded and others need not wait for all. For one thread.
 */
final class ForcedPart implements BatchPart {

    /** Scores of a pass, {@code [rows, target, vocabulary]}; a pair with more goes alone. */
    private static final int MOST_SCORES = 4 << 20;

    private final OnnxSeq2Seq model;
    private final List<Source> sources;
    private final Deque<Integer> waiting;
    private final Map<Integer, Read> read = new HashMap<>();

    /** What came out for a source. */
    private record Read(Generated generated, List<AttentionMap> encoderAttention) {}

    ForcedPart(OnnxSeq2Seq model, List<Source> sources) {
        this.model = model;
        this.sources = sources;
        this.waiting =
                IntStream.range(0, sources.size())
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> target(i).length))
                        .collect(ArrayDeque::new, ArrayDeque::add, ArrayDeque::addAll);
    }

    @Override
    public int rows() {
        return waiting.size();
    }

    @Override
    public void step() {
        List<Integer> pairs = take();
        if (pairs.isEmpty()) {
            return;
        }
        try (Decoding decoding =
                Decoding.start(model, pairs.stream().map(i -> sources.get(i).ids()).toList())) {
            TokenBatch targets = TokenBatch.ofIds(pairs.stream().map(this::shifted).toList());
            DecoderOutput said = decoding.read(targets);
            for (int row = 0; row < pairs.size(); row++) {
                Generated generated =
                        generated(target(pairs.get(row)), said, row * targets.columns());
                read.put(pairs.get(row), new Read(generated, decoding.encoderAttention().get(row)));
            }
        }
    }

    /** The next pairs; targets are in the order of their lengths, so the last is the longest. */
    private List<Integer> take() {
        List<Integer> pairs = new ArrayList<>();
        while (!waiting.isEmpty()
                && (pairs.isEmpty() || scores(pairs.size() + 1, waiting.peek()) <= MOST_SCORES)) {
            pairs.add(waiting.remove());
        }
        return pairs;
    }

    private long scores(int rows, int longest) {
        return (long) rows * target(longest).length * model.vocabulary();
    }

    /** What the decoder reads: the start token, then all but the last of the target. */
    private int[] shifted(int source) {
        int[] target = target(source);
        int[] shifted = new int[target.length];
        shifted[0] = sources.get(source).config().decoderStartTokenId();
        System.arraycopy(target, 0, shifted, 1, target.length - 1);
        return shifted;
    }

    private static Generated generated(int[] target, DecoderOutput said, int first) {
        float[] logs = new float[target.length];
        List<List<float[]>> attention = new ArrayList<>();
        for (int i = 0; i < target.length; i++) {
            logs[i] = said.logProbability(first + i, target[i]);
            attention.add(said.attention(first + i));
        }
        return new Generated(target, logs, Float.NaN, attention);
    }

    private int[] target(int source) {
        return Objects.requireNonNull(sources.get(source).forced());
    }

    @Override
    public boolean isOver(int source) {
        return !waiting.contains(source);
    }

    @Override
    public List<Generated> results(int source) {
        return List.of(result(source).generated());
    }

    @Override
    public void drop(int source) {
        waiting.remove(source);
    }

    @Override
    public List<AttentionMap> encoderAttention(int source) {
        return result(source).encoderAttention();
    }

    private Read result(int source) {
        return Objects.requireNonNull(read.get(source), "a source that is not over");
    }

    /** Each pass has given back what it used. */
    @Override
    public void close() {}
}
