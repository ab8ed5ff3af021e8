package dev.limelight.modelserver.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * An encoder-decoder model loaded into ONNX Runtime. Thread-safe: decodings may overlap. Whoever
 * opened it closes it, after all its decodings.
 */
public final class OnnxSeq2Seq implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession encoder;
    private final OrtSession first;
    private final OrtSession cached;
    private final List<AttentionTap> taps;

    private OnnxSeq2Seq(
            OrtEnvironment environment,
            OrtSession encoder,
            OrtSession first,
            OrtSession cached,
            List<AttentionTap> taps) {
        this.environment = environment;
        this.encoder = encoder;
        this.first = first;
        this.cached = cached;
        this.taps = taps;
    }

    /**
     * Loads the graphs.
     *
     * @param taps the cross-attention that each step gives, by decoder layer and head
     * @param heads attention heads of a decoder layer
     * @param threads threads that share one run; at least 1
     * @throws ModelException {@code MODEL_ERROR} when a file cannot be read or run
     */
    public static OnnxSeq2Seq open(
            Seq2SeqFiles files, List<AttentionTap> taps, int heads, int threads) {
        OrtEnvironment environment = OnnxRuntime.environment();
        var opened = new Closing();
        try (OrtSession.SessionOptions options = OnnxRuntime.options(threads)) {
            OrtSession encoder =
                    opened.add(environment.createSession(graph(files.encoder()).bytes(), options));
            OrtSession first =
                    opened.add(
                            environment.createSession(
                                    decoder(files.first(), taps, heads), options));
            OrtSession cached =
                    files.isMerged()
                            ? first
                            : opened.add(
                                    environment.createSession(
                                            decoder(files.cached(), taps, heads), options));
            return new OnnxSeq2Seq(environment, encoder, first, cached, taps);
        } catch (OrtException e) {
            opened.close();
            throw new ModelException(
                    Category.MODEL_ERROR, "ONNX Runtime refused a graph of " + files, e);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * Reads sources with the encoder.
     *
     * @param sources token ids of each source, not padded; none of them empty
     * @return a decoding that stands before its first step; the caller closes it
     */
    public Decoding decode(List<int[]> sources) {
        return Decoding.start(this, sources);
    }

    @Override
    public void close() {
        var closing = new Closing();
        closing.add(encoder);
        closing.add(first);
        if (cached != first) {
            closing.add(cached);
        }
        closing.close();
    }

    OrtEnvironment environment() {
        return environment;
    }

    OrtSession encoder() {
        return encoder;
    }

    /** The decoder of the first step, or of the later ones. */
    OrtSession decoder(boolean isFirst) {
        return isFirst ? first : cached;
    }

    List<AttentionTap> taps() {
        return taps;
    }

    /** The shape of a past of no tokens; heads and their size are the graph's. */
    long[] emptyPast(String input, int rows) throws OrtException {
        NodeInfo info = Objects.requireNonNull(first.getInputInfo().get(input), input);
        long[] shape = ((TensorInfo) info.getInfo()).getShape();
        return new long[] {rows, shape[1], 0, shape[3]};
    }

    private static byte[] decoder(Path file, List<AttentionTap> taps, int heads) {
        return graph(file).asDecoder(taps, heads).bytes();
    }

    private static OnnxGraph graph(Path file) {
        try {
            return OnnxGraph.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ModelException(Category.MODEL_ERROR, file + " cannot be read", e);
        }
    }
}
