package dev.limelight.pipeline.serve;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.EncoderOptions;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.server.work.Cancellation;
import dev.limelight.modelserver.server.work.SummarizeRequest;
import dev.limelight.modelserver.server.work.Summarized;
import dev.limelight.modelserver.server.work.TextSummarizer;
import dev.limelight.pipeline.DirectPipeline;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Extractive summaries, as the job and {@code limelight summarize} make them. Thread-safe. All
 * methods share one encoder; each request asks it for its own method's attention only.
 */
final class DocumentSummaries implements TextSummarizer, AutoCloseable {

    /** The name of the encoder in the metrics. */
    static final String MODEL = "minilm";

    private static final SalienceMethods METHODS =
            SalienceMethods.of(EmbeddedModels.profile(MODEL));
    private static final int CHUNK_TOKENS = 256;
    private static final String LENGTH = "3";

    private final Map<String, DirectPipeline> pipelines = new LinkedHashMap<>();
    private final RequestDocuments documents = new RequestDocuments();

    /** Loads the encoder, about a second. */
    DocumentSummaries() {
        EncoderOptions options =
                EncoderOptions.defaults().withModel(MODEL).withTaps(METHODS.taps());
        for (SalienceMethod method : METHODS.all()) {
            pipelines.put(
                    method.name(),
                    DirectPipeline.open(options, method.taps(), CHUNK_TOKENS, method.rollout()));
        }
    }

    @Override
    public Summarized summarize(SummarizeRequest request, Cancellation cancellation) {
        SalienceMethod method = checked(() -> method(request.method()));
        SummaryLength length = checked(() -> length(request.length()));
        Document document =
                documents.document(
                        request.id(), request.text(), request.language(), request.metadata());
        Salience light = SalienceScorer.score(method, read(method, document, cancellation));
        Prior prior = Prior.POSITION_AND_CUES.with(method);
        return records(ExtractiveSummarizer.summarize(light, length, prior));
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

    private static SalienceMethod method(@Nullable String name) {
        return METHODS.named(Objects.requireNonNullElse(name, SalienceMethods.DEFAULT));
    }

    private static SummaryLength length(@Nullable String length) {
        return SummaryLength.parse(Objects.requireNonNullElse(length, LENGTH));
    }

    private static Summarized records(Summary summary) {
        return new Summarized(
                json(SummaryRecords.summary(summary, System.currentTimeMillis())),
                json(SummaryRecords.salience(summary.salience())));
    }

    private static String json(Record record) {
        return new String(RecordCodec.encode(record), StandardCharsets.UTF_8);
    }

    private static <T> T checked(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            throw new ModelException(Category.INVALID, String.valueOf(e.getMessage()), e);
        }
    }
}
