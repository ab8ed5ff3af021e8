package dev.limelight.pipeline.guard.topic;

import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderProfile.Pooling;
import dev.limelight.pipeline.guard.detect.SentenceVectors;
import dev.limelight.pipeline.inference.ModelAnswers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Vectors of sentences by an encoder, which batches them. The same sentence is read once. Of a
 * sentence that does not fit the model the beginning is read. Thread-safe; the encoder's owner
 * closes it.
 */
public final class EncodedSentences implements SentenceVectors {

    private final EncoderClient encoder;
    private final Pooling pooling;

    /**
     * Vectors by an encoder.
     *
     * @param pooling how it makes one vector of a text
     */
    public EncodedSentences(EncoderClient encoder, Pooling pooling) {
        this.encoder = encoder;
        this.pooling = pooling;
    }

    @Override
    public double[][] of(List<String> sentences) {
        String group = UUID.randomUUID().toString();
        Map<String, CompletableFuture<Encoded>> asked = new LinkedHashMap<>();
        for (String sentence : sentences) {
            asked.computeIfAbsent(sentence, text -> ask(text, group));
        }
        Map<String, double[]> vectors = new LinkedHashMap<>();
        asked.forEach((text, answer) -> vectors.put(text, unit(ModelAnswers.await(answer))));
        return sentences.stream().map(vectors::get).toArray(double[][]::new);
    }

    @Override
    public String modelId() {
        return encoder.info().id();
    }

    private CompletableFuture<Encoded> ask(String sentence, String group) {
        return encoder.encode(new EncodeRequest(fitting(sentence), List.of(), group));
    }

    /** Halves it until it fits: a sentence of that length is rare. */
    private String fitting(String sentence) {
        int most = encoder.info().maxTokens();
        String text = sentence;
        while (encoder.tokens().count(text) > most) {
            text = text.substring(0, text.offsetByCodePoints(0, points(text) / 2));
        }
        return text;
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }

    private double[] unit(Encoded encoded) {
        int rows = pooling == Pooling.CLS ? 1 : encoded.tokens().size();
        double[] sum = new double[encoded.width()];
        for (int i = 0; i < rows * sum.length; i++) {
            sum[i % sum.length] += encoded.hidden()[i];
        }
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        double length = Math.max(Math.sqrt(squares), Double.MIN_NORMAL);
        for (int k = 0; k < sum.length; k++) {
            sum[k] /= length;
        }
        return sum;
    }
}
