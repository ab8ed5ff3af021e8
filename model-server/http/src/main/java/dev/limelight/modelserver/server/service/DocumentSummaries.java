package dev.limelight.modelserver.server.service;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.server.request.SummarizeRequest;
import dev.limelight.modelserver.server.request.Summarized;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.salience.Encoders;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.summarize.DirectPipeline;
import dev.limelight.pipeline.summarize.Summarizer;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.SummaryResult;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummarizer;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Summaries as the job and {@code limelight summarize} make them. Thread-safe. All methods of
 * extractive summaries share one encoder; each request asks it for its own method's attention only.
 * Models that summarize in their own words stay their owner's.
 */
final class DocumentSummaries implements TextSummarizer, AutoCloseable {

    private final String encoder;
    private final SalienceMethods methods;
    private final Map<String, DirectPipeline> pipelines = new LinkedHashMap<>();
    private final RequestDocuments documents;
    private final Map<String, Supplier<AbstractiveSummarizer>> summarizing;

    /**
     * Loads the encoder, about a second.
     *
     * @param summarizing the models that summarize in their own words, by name
     * @param encoder as {@link EncoderOptions#model} names it
     * @param documents makes documents of texts
     */
    DocumentSummaries(
            Map<String, Supplier<AbstractiveSummarizer>> summarizing,
            String encoder,
            RequestDocuments documents) {
        this.documents = documents;
        this.encoder = encoder;
        this.methods = SalienceMethods.of(EmbeddedModels.profile(encoder));
        this.summarizing = new TreeMap<>(summarizing);
        EncoderOptions options =
                EncoderOptions.defaults().withModel(encoder).withTaps(methods.taps());
        for (SalienceMethod method : methods.all()) {
            pipelines.put(
                    method.name(),
                    DirectPipeline.open(
                            options, method.taps(), Summarizer.CHUNK_TOKENS, method.rollout()));
        }
    }

    @Override
    public Summarized summarize(SummarizeRequest request, Cancellation cancellation) {
        cancellation.check();
        Summarizer summarizer =
                checked(() -> Summarizer.of(methods, request.method(), request.length()));
        RequestText text =
                documents.text(
                        request.id(),
                        request.text(),
                        request.language(),
                        request.metadata(),
                        request.policy());
        String model = request.model();
        SummaryResult summary =
                model == null
                        ? extract(text.document(), summarizer, cancellation)
                        : abstracted(text.document(), model, request, summarizer.length());
        var both = new SummaryRecords(summary);
        return new Summarized(
                both.summary(System.currentTimeMillis()), both.salience(), text.guard());
    }

    private Summary extract(Document document, Summarizer summarizer, Cancellation cancellation) {
        return summarizer.summarize(read(summarizer.method(), document, cancellation));
    }

    private AbstractiveSummary abstracted(
            Document document, String model, SummarizeRequest request, SummaryLength length) {
        if (request.method() != null) {
            throw new ModelException(
                    Category.INVALID,
                    "method \"%s\" does nothing with a model, expected to be left out"
                            .formatted(request.method()));
        }
        AbstractiveSummarizer summarizer = checked(served(model));
        return summarizer.summarize(document, length);
    }

    private Supplier<AbstractiveSummarizer> served(String model) {
        Supplier<AbstractiveSummarizer> served = summarizing.get(model);
        if (served == null) {
            String there =
                    summarizing.isEmpty()
                            ? "none: serve one with --model"
                            : "one of " + summarizing.keySet();
            throw new ModelException(
                    Category.INVALID,
                    "no model \"%s\" summarizes, expected %s".formatted(model, there));
        }
        return served;
    }

    /** What people call the encoder. */
    String encoder() {
        return Encoders.label(encoder);
    }

    /** Counters of the encoder. */
    EngineStatistics statistics() {
        return pipeline(SalienceMethods.DEFAULT).statistics();
    }

    @Override
    public void close() {
        pipelines.values().forEach(DirectPipeline::close);
    }

    private Assembled read(SalienceMethod method, Document document, Cancellation cancellation) {
        try {
            return pipeline(method.name()).read(document, asked -> bind(asked, cancellation));
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void bind(CompletableFuture<?> asked, Cancellation cancellation) {
        var unused = cancellation.bind(asked);
    }

    private DirectPipeline pipeline(String method) {
        return Objects.requireNonNull(pipelines.get(method), method);
    }

    private static <T> T checked(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            throw new ModelException(Category.INVALID, String.valueOf(e.getMessage()), e);
        }
    }
}
