package dev.limelight.pipeline.summarize.heads;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.cancel.Interruption;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import dev.limelight.pipeline.summarize.DirectPipeline;
import dev.limelight.pipeline.summarize.Summarizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds the head of an encoder whose attention says best which sentences matter to the encoder
 * itself: each sentence is taken out of its document in turn, and the head's scores are compared,
 * by rank, with how far the document's vector moves. Reads a document once for each of its
 * sentences. For one thread.
 */
public final class HeadChoice {

    private final String model;
    private final EncoderProfile profile;

    /**
     * A head with its figure.
     *
     * @param tap the head, or the mean over those of a layer
     * @param correlation the mean over documents of Spearman's rank correlation between its scores
     *     and the effects of erasure, -1 to 1
     */
    public record Judged(AttentionTap tap, double correlation) {}

    /**
     * @param model as {@link EncoderOptions#model} names it
     * @param profile of that model
     */
    public HeadChoice(String model, EncoderProfile profile) {
        this.model = model;
        this.profile = profile;
    }

    /**
     * All heads, and the means over the heads of each layer, best first.
     *
     * @param documents with at least two sentences each
     * @param done runs behind each document
     * @throws dev.limelight.modelserver.api.ModelException if the model fails
     */
    public List<Judged> judge(List<Document> documents, Runnable done) {
        List<AttentionTap> taps = taps();
        Map<AttentionTap, Double> sums = new LinkedHashMap<>();
        EncoderOptions options = EncoderOptions.defaults().withModel(model).withTaps(taps);
        try (DirectPipeline heads = DirectPipeline.open(options, Summarizer.CHUNK_TOKENS, false);
                DirectPipeline plain = plain()) {
            for (Document document : documents) {
                Interruption.check();
                double[] effects = Erasure.effects(plain, document);
                Assembled read = heads.read(document);
                taps.forEach(tap -> sums.merge(tap, correlation(tap, read, effects), Double::sum));
                done.run();
            }
        }
        return sums.entrySet().stream()
                .map(each -> new Judged(each.getKey(), each.getValue() / documents.size()))
                .sorted(Comparator.comparingDouble(Judged::correlation).reversed())
                .toList();
    }

    /** The model again, with one map only, which makes it faster. */
    private DirectPipeline plain() {
        List<AttentionTap> one = List.of(profile.lastLayer());
        EncoderOptions options = EncoderOptions.defaults().withModel(model).withTaps(one);
        return DirectPipeline.open(options, Summarizer.CHUNK_TOKENS, false);
    }

    private List<AttentionTap> taps() {
        List<AttentionTap> taps = new ArrayList<>();
        for (int layer = 0; layer < profile.layers(); layer++) {
            int at = layer;
            IntStream.range(0, profile.heads())
                    .forEach(head -> taps.add(AttentionTap.head(at, head)));
        }
        taps.addAll(profile.allLayers());
        return taps;
    }

    private static double correlation(AttentionTap tap, Assembled read, double[] effects) {
        SalienceMethod method = SalienceMethods.ofHead(tap);
        double[] scores = SalienceScorer.score(method, read).scores();
        return Erasure.rankCorrelation(scores, effects);
    }
}
