package dev.limelight.pipeline.bench;

import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.DirectPipeline;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.salience.SalienceScorer;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** The job's work without Kafka and Flink, on enough threads to keep the model busy. */
final class DirectWork {

    private static final int THREADS = 32;

    private DirectWork() {}

    static void run(PipelineConfig config, List<DocumentRecord> documents)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        var parser = new DocumentParser(config.tasks(), config.routes());
        try (var pipeline =
                DirectPipeline.open(
                        config.model(), config.chunkTokens(), config.salience().rollout())) {
            List<Callable<Integer>> work =
                    documents.stream()
                            .<Callable<Integer>>map(
                                    record -> () -> summarize(config, pipeline, parser, record))
                            .collect(Collectors.toList());
            threads.invokeAll(work);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int summarize(
            PipelineConfig config,
            DirectPipeline pipeline,
            DocumentParser parser,
            DocumentRecord record) {
        var input = new InputRecord(new SourcePosition("bench", 0, 0), 0, null, null, Map.of());
        Document document = parser.parse(record, input).document();
        if (document == null) {
            return 0;
        }
        var light = SalienceScorer.score(config.salience(), pipeline.read(document));
        return ExtractiveSummarizer.summarize(
                        light, config.summaryLength(), config.prior().with(config.salience()))
                .chosen()
                .size();
    }
}
