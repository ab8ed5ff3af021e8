package dev.limelight.pipeline.explain;

import dev.limelight.connectors.record.ModelRef;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.encode.EncoderInspector;
import dev.limelight.modelserver.api.encode.Inspected;
import dev.limelight.modelserver.api.encode.ModelInfo;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.explain.EncoderExplanation.ExplainedSentence;
import dev.limelight.pipeline.explain.EncoderExplanation.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Shows what an encoder does with a text. Thread-safe; the encoder's owner closes it. */
public final class EncoderExplainer {

    /** With fewer sentences the picture shows tokens. */
    private static final int FEWEST_SENTENCES = 3;

    private final EncoderInspector encoder;

    /** An explainer. */
    public EncoderExplainer(EncoderInspector encoder) {
        this.encoder = encoder;
    }

    /**
     * Explains a text, which must fit the model.
     *
     * @param layer from 0
     * @param head from 0
     * @param wanted the token whose computation is shown, from 0; -1 for the one that looks most at
     *     one other that is not special
     * @throws dev.limelight.modelserver.api.ModelException {@code TOO_LARGE} or {@code INVALID}
     * @throws IllegalArgumentException for a token that there is not
     */
    public EncoderExplanation explain(Document document, int layer, int head, int wanted) {
        String text = document.text();
        Inspected inspected = encoder.inspect(text);
        ModelInfo info = encoder.info();
        List<ExplainedToken> tokens = new ArrayList<>();
        for (int i = 0; i < inspected.tokens().size(); i++) {
            TokenSpan token = inspected.tokens().get(i);
            String piece = inspected.pieces().get(i);
            tokens.add(ExplainedToken.of(text, token, piece, info.unknownToken()));
        }
        var read = encoder.head(text, layer, head);
        int token = wanted < 0 ? boldest(tokens, read.attention()::weight) : wanted;
        if (token >= tokens.size()) {
            throw new IllegalArgumentException(
                    "token %d, expected 0 to %d".formatted(token, tokens.size() - 1));
        }
        return new EncoderExplanation(
                new ModelRef(info.id(), info.revision()),
                tokens,
                sentences(document, inspected),
                picture(document, inspected, tokens),
                ExplainedHead.of(read, token));
    }

    private interface Weight {

        float of(int target, int source);
    }

    private static int boldest(List<ExplainedToken> tokens, Weight weight) {
        int best = 0;
        double most = -1;
        for (int target = 0; target < tokens.size(); target++) {
            for (int source = 0; source < tokens.size(); source++) {
                boolean counts =
                        source != target
                                && !tokens.get(target).special()
                                && !tokens.get(source).special();
                if (counts && weight.of(target, source) > most) {
                    most = weight.of(target, source);
                    best = target;
                }
            }
        }
        return best;
    }

    private static List<ExplainedSentence> sentences(Document document, Inspected inspected) {
        List<List<double[]>> layers =
                inspected.states().stream().map(s -> vectors(document, inspected, s)).toList();
        List<double[]> last = layers.get(layers.size() - 1);
        List<ExplainedSentence> sentences = new ArrayList<>();
        for (int i = 0; i < document.sentences().size(); i++) {
            int sentence = i;
            Sentence span = document.sentences().get(i);
            int nearest = nearest(last, i);
            List<Double> moved =
                    IntStream.range(1, layers.size())
                            .mapToObj(
                                    layer ->
                                            1
                                                    - Vectors.cosine(
                                                            layers.get(layer - 1).get(sentence),
                                                            layers.get(layer).get(sentence)))
                            .toList();
            sentences.add(
                    new ExplainedSentence(
                            document.text().codePointCount(0, span.start()),
                            document.text().codePointCount(0, span.end()),
                            document.text().substring(span.start(), span.end()),
                            nearest,
                            nearest < 0 ? 0 : Vectors.cosine(last.get(i), last.get(nearest)),
                            moved));
        }
        return sentences;
    }

    private static int nearest(List<double[]> vectors, int of) {
        int best = -1;
        double most = -2;
        for (int i = 0; i < vectors.size(); i++) {
            double cosine = Vectors.cosine(vectors.get(of), vectors.get(i));
            if (i != of && cosine > most) {
                most = cosine;
                best = i;
            }
        }
        return best;
    }

    /** A vector for each sentence: zeros for one without tokens. */
    private static List<double[]> vectors(Document document, Inspected inspected, float[] states) {
        List<double[]> vectors = new ArrayList<>();
        for (Sentence sentence : document.sentences()) {
            List<double[]> rows = new ArrayList<>();
            for (int i = 0; i < inspected.tokens().size(); i++) {
                TokenSpan token = inspected.tokens().get(i);
                if (token.start() < sentence.end() && token.end() > sentence.start()) {
                    rows.add(Vectors.row(states, inspected.width(), i));
                }
            }
            vectors.add(rows.isEmpty() ? new double[inspected.width()] : Vectors.mean(rows));
        }
        return vectors;
    }

    private static List<Point> picture(
            Document document, Inspected inspected, List<ExplainedToken> tokens) {
        float[] last = inspected.states().get(inspected.states().size() - 1);
        boolean isOfSentences = document.sentences().size() >= FEWEST_SENTENCES;
        List<double[]> vectors =
                isOfSentences
                        ? vectors(document, inspected, last)
                        : IntStream.range(0, tokens.size())
                                .mapToObj(i -> Vectors.row(last, inspected.width(), i))
                                .toList();
        double[][] places = Vectors.principal(vectors, 2);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            String label = isOfSentences ? String.valueOf(i + 1) : tokens.get(i).label();
            points.add(new Point(label, places[i][0], places[i][1]));
        }
        return points;
    }
}
