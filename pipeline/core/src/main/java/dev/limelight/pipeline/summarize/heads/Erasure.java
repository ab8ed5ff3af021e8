package dev.limelight.pipeline.summarize.heads;

import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.Text;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.summarize.DirectPipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Faithfulness by erasure (DeYoung et al. 2020, comprehensiveness): how far the document's
 * embedding moves, as 1 - cosine, when one sentence is taken out and the rest is read again.
 */
public final class Erasure {

    private Erasure() {}

    /** The effect of taking out each sentence, {@code [n]}; at least two sentences are needed. */
    public static double[] effects(DirectPipeline pipeline, Document document) {
        double[] whole = embedding(pipeline.read(document));
        return IntStream.range(0, document.sentences().size())
                .mapToDouble(i -> 1 - cosine(whole, embedding(pipeline.read(without(document, i)))))
                .toArray();
    }

    /** The document without a sentence and the white space after it. */
    public static Document without(Document document, int index) {
        List<Sentence> sentences = document.sentences();
        int from = sentences.get(index).start();
        boolean last = index == sentences.size() - 1;
        int to = last ? document.text().length() : sentences.get(index + 1).start();
        var rest = new ArrayList<>(sentences.subList(0, index));
        sentences
                .subList(index + 1, sentences.size())
                .forEach(sentence -> rest.add(sentence.moved(from - to)));
        String text = document.text().substring(0, from) + document.text().substring(to);
        return document.with(new Text(text, rest, document.language()));
    }

    /** Spearman's rank correlation; ties share their mean rank; 0 where one side has no spread. */
    public static double rankCorrelation(double[] a, double[] b) {
        double[] x = centred(ranks(a));
        double[] y = centred(ranks(b));
        double norm = Math.sqrt(dot(x, x) * dot(y, y));
        return norm == 0 ? 0 : dot(x, y) / norm;
    }

    private static double[] embedding(Assembled assembled) {
        double[] sum = null;
        for (ChunkResult result : assembled.results()) {
            float[] part = Objects.requireNonNull(result.attention()).vectorSum();
            sum = sum == null ? new double[part.length] : sum;
            for (int k = 0; k < part.length; k++) {
                sum[k] += part[k];
            }
        }
        return Objects.requireNonNull(sum);
    }

    private static double[] ranks(double[] values) {
        return Arrays.stream(values).map(value -> rank(values, value)).toArray();
    }

    private static double rank(double[] values, double value) {
        double below = Arrays.stream(values).filter(other -> other < value).count();
        double equal = Arrays.stream(values).filter(other -> other == value).count();
        return below + (equal - 1) / 2;
    }

    private static double[] centred(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }

    private static double cosine(double[] a, double[] b) {
        return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }
}
