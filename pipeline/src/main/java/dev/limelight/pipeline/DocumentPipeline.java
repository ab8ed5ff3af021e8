package dev.limelight.pipeline;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.assemble.AssembleFunction;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.ChunkFunction;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.document.DeadLetters;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentFunction;
import dev.limelight.pipeline.inference.InferenceFunction;
import dev.limelight.pipeline.inference.Reading;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceFunction;
import dev.limelight.pipeline.sink.DeadLetterFunction;
import dev.limelight.pipeline.sink.ResultFunction;
import dev.limelight.pipeline.summarize.SummarizeFunction;
import dev.limelight.pipeline.summarize.Summary;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.ConnectedStreams;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job: one line a stage, in the order in which a document goes through.
 *
 * <p>Every operator has a uid, so that state survives a changed graph.
 */
public final class DocumentPipeline {

    private DocumentPipeline() {}

    /**
     * Adds the job to {@code env}.
     *
     * @param source where documents come from
     * @param sink where results and dead letters go
     */
    public static void define(
            StreamExecutionEnvironment env,
            Source<InputRecord, ?, ?> source,
            Sink<OutputRecord> sink,
            PipelineConfig config) {
        var records = new OutputRecords(config.kafka().maxRecordBytes());
        DataStream<InputRecord> input = named("documents", source(env, source));
        var documents = named("document", input.process(parsing(config)));
        DataStream<Chunk> chunks = named("chunk", documents.flatMap(chunking(config)));
        DataStream<Reading> readings = named("inference", reading(chunks, config));
        var assembled = named("assemble", joined(documents, readings).process(assembling(config)));
        DataStream<Salience> light = named("salience", assembled.map(lighting(config)));
        DataStream<Summary> summaries = named("summarize", light.map(summarizing(config)));
        var results = named("results", summaries.process(new ResultFunction(records)));
        DataStream<DeadLetterRecord> rejected =
                rejected(documents).union(rejected(assembled), rejected(results));
        var letters = named("dead-letters", rejected.map(new DeadLetterFunction(records)));
        results.union(letters).sinkTo(sink).name("sink").uid("sink");
    }

    private static SingleOutputStreamOperator<InputRecord> source(
            StreamExecutionEnvironment env, Source<InputRecord, ?, ?> source) {
        return env.fromSource(
                source,
                WatermarkStrategy.noWatermarks(),
                "documents",
                TypeInformation.of(InputRecord.class));
    }

    private static DocumentFunction parsing(PipelineConfig config) {
        return new DocumentFunction(config.maxCharacters(), config.tasks());
    }

    private static ChunkFunction chunking(PipelineConfig config) {
        return new ChunkFunction(config.model(), config.chunkTokens());
    }

    /** Chunks of one long document go to all subtasks, so that it does not hold up the others. */
    private static SingleOutputStreamOperator<Reading> reading(
            DataStream<Chunk> chunks, PipelineConfig config) {
        return AsyncDataStream.unorderedWait(
                chunks.rebalance(),
                new InferenceFunction(config.model(), config.salience().rollout()),
                config.inferenceTimeout().toMillis(),
                TimeUnit.MILLISECONDS,
                config.inferenceCapacity());
    }

    /** Keyed by where a document lies, because the ids of two documents may be the same. */
    private static ConnectedStreams<Document, Reading> joined(
            DataStream<Document> documents, DataStream<Reading> readings) {
        return documents
                .connect(readings)
                .keyBy(
                        document -> document.original().source(),
                        Reading::source,
                        TypeInformation.of(SourcePosition.class));
    }

    private static AssembleFunction assembling(PipelineConfig config) {
        return new AssembleFunction(config.assembleTimeout());
    }

    private static SalienceFunction lighting(PipelineConfig config) {
        return new SalienceFunction(config.salience().name());
    }

    private static SummarizeFunction summarizing(PipelineConfig config) {
        return new SummarizeFunction(
                config.summaryLength(), config.prior().with(config.salience()));
    }

    private static DataStream<DeadLetterRecord> rejected(SingleOutputStreamOperator<?> stage) {
        return stage.getSideOutput(DeadLetters.TAG);
    }

    private static <T> SingleOutputStreamOperator<T> named(
            String name, SingleOutputStreamOperator<T> operator) {
        return operator.name(name).uid(name);
    }
}
