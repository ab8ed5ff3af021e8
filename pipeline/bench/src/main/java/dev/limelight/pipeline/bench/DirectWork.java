package dev.limelight.pipeline.bench;

import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.summarize.DirectPipeline;
import dev.limelight.pipeline.summarize.Summarizer;
import dev.limelight.pipeline.translate.Translator;
import dev.limelight.pipeline.translate.route.HopModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The job's work without Kafka and Flink: summaries on enough threads to keep the model busy, and
 * beside them translations of as many documents at a time as the job has.
 */
final class DirectWork {

    private static final int THREADS = 32;

    private final PipelineConfig config;
    private final Engines engines;
    private final DocumentParser parser;

    DirectWork(PipelineConfig config, Engines engines) {
        this.config = config;
        this.engines = engines;
        this.parser = new DocumentParser(config.tasks(), config.routes());
    }

    /** Whether all of a document's tasks can be done. */
    boolean isDoable(DocumentRecord record) {
        return parser.parse(record, input()).rejections().isEmpty();
    }

    /**
     * Does the tasks of all documents.
     *
     * @throws ExecutionException what a model could not do
     */
    void run(List<DocumentRecord> records) throws InterruptedException, ExecutionException {
        ExecutorService summarizers = Executors.newFixedThreadPool(THREADS);
        ExecutorService translators =
                Executors.newFixedThreadPool(
                        config.translation().documents() * config.translation().parallelism());
        try (var pipeline =
                DirectPipeline.open(
                        config.model(), config.chunkTokens(), config.salience().rollout())) {
            List<Future<Integer>> work = new ArrayList<>();
            for (DocumentRecord record : records) {
                work.add(summarizers.submit(() -> summarize(pipeline, record)));
                if (config.translation().isOn()) {
                    work.add(translators.submit(() -> translate(record)));
                }
            }
            for (Future<Integer> part : work) {
                part.get();
            }
        } finally {
            summarizers.shutdownNow();
            translators.shutdownNow();
        }
    }

    private int summarize(DirectPipeline pipeline, DocumentRecord record) {
        return new Summarizer(config.salience(), config.summaryLength(), config.prior())
                .summarize(pipeline.read(document(record)))
                .chosen()
                .size();
    }

    private int translate(DocumentRecord record) {
        Document document = document(record);
        int segments = 0;
        var translator = new Translator(config.routes(), config.translation().settings());
        for (String target : document.targets()) {
            segments +=
                    translator
                            .translate(document, target, this::model, sentences -> {})
                            .segments()
                            .size();
        }
        return segments;
    }

    private HopModel model(Routes.Hop hop) {
        return HopModel.shared(engines.translator(hop.pair()));
    }

    /** Each branch reads a document for itself, as in the job. */
    private Document document(DocumentRecord record) {
        Document document = parser.parse(record, input()).document();
        if (document == null) {
            throw new IllegalArgumentException(record.id() + " cannot be worked on");
        }
        return document;
    }

    private static InputRecord input() {
        return new InputRecord(new SourcePosition("bench", 0, 0), 0, null, null, Map.of());
    }
}
