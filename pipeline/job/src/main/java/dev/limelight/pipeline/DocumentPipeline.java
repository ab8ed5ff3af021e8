package dev.limelight.pipeline;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.kafka.KafkaDocuments;
import dev.limelight.connectors.kafka.KafkaModels;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.document.Branch;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.inflight.InFlightLimit;
import dev.limelight.pipeline.inflight.PausableSource;
import dev.limelight.pipeline.job.AbstractiveFunction;
import dev.limelight.pipeline.job.AssembleFunction;
import dev.limelight.pipeline.job.ChunkFunction;
import dev.limelight.pipeline.job.DocumentFunction;
import dev.limelight.pipeline.job.InferenceFunction;
import dev.limelight.pipeline.job.ModelDecisionFunction;
import dev.limelight.pipeline.job.SalienceFunction;
import dev.limelight.pipeline.job.SummarizeFunction;
import dev.limelight.pipeline.job.TargetsFunction;
import dev.limelight.pipeline.job.TranslateFunction;
import dev.limelight.pipeline.job.result.AlertFunction;
import dev.limelight.pipeline.job.result.DeadLetterFunction;
import dev.limelight.pipeline.job.result.DeadLetters;
import dev.limelight.pipeline.job.result.GuardAlertFunction;
import dev.limelight.pipeline.job.result.Outcome;
import dev.limelight.pipeline.job.result.ResultFunction;
import dev.limelight.pipeline.models.ModelDecision;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.sink.TranslationRecords;
import dev.limelight.pipeline.summarize.SummaryResult;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.route.TranslationConfig;
import dev.limelight.pipeline.translate.route.TranslationEngines;
import dev.limelight.pipeline.translate.route.TranslationTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
 * The job: one line a stage, in the order in which a document goes through. Summaries and
 * translations are branches with sources and slots of their own, so that one that falls behind
 * holds up only itself. Checkpoints are the job's, and results become visible with them; so what
 * takes long reads no more than it can work on, and no checkpoint waits for it ({@link
 * InFlightLimit}).
 *
 * <p>Every operator has a uid, so that state survives a changed graph.
 */
public final class DocumentPipeline {

    /** Model records that wait for their decision; so many that a checkpoint never waits. */
    private static final int MODEL_RECORDS = 1_000;

    /** The functions see to it: a document's time runs from when it is begun. */
    private static final long NO_TIMEOUT = 0;

    /** So that a source hears of a full operator before it has read much more. */
    private static final int AT_ONCE = 0;

    private DocumentPipeline() {}

    /** Adds the job to {@code env}, on the configured Kafka but for the {@code sink}. */
    public static void onKafka(
            StreamExecutionEnvironment env, Sink<OutputRecord> sink, PipelineConfig config) {
        define(
                env,
                DocumentSources.of(config.kafka()),
                KafkaModels.source(config.kafka()),
                KafkaDocuments.decisions(config.kafka()),
                sink,
                config);
    }

    /**
     * Adds the job to {@code env}.
     *
     * @param sources where a branch reads documents
     * @param models where model records are read; not read by a job that does not translate
     * @param decisions where decisions on reviews are read; not read by a job that holds no outputs
     * @param sink where results and dead letters go
     */
    public static void define(
            StreamExecutionEnvironment env,
            Function<Branch, ? extends Source<InputRecord, ?, ?>> sources,
            Source<InputRecord, ?, ?> models,
            Source<InputRecord, ?, ?> decisions,
            Sink<OutputRecord> sink,
            PipelineConfig config) {
        boolean both = config.translation().isOn();
        Branch first = both ? Branch.SUMMARIZE : Branch.ALL;
        var records = records(config);
        var reviews = new ReviewStage(records, config.review(), config.translation());
        var output = summaries(env, sources.apply(first), first, records, reviews, config);
        if (both) {
            var swaps = named("models", source(env, models, "models"), 1);
            var documents = sources.apply(Branch.TRANSLATE);
            output = output.union(translations(env, documents, swaps, records, reviews, config));
        }
        if (config.review().isOn()) {
            var decided = named("decisions", source(env, decisions, "decisions"));
            output = output.union(named("reviews", reviews.reviews(decided)));
        }
        output.sinkTo(sink).name("sink").uid("sink");
    }

    private static OutputRecords records(PipelineConfig config) {
        return new OutputRecords(
                config.kafka().maxRecordBytes(), config.documents().headers(), config.wordScores());
    }

    private static DataStream<OutputRecord> summaries(
            StreamExecutionEnvironment env,
            Source<InputRecord, ?, ?> source,
            Branch branch,
            OutputRecords records,
            ReviewStage reviews,
            PipelineConfig config) {
        return config.abstractive().isOn()
                ? abstracts(env, source, branch, records, reviews, config)
                : extracts(env, source, branch, records, reviews, config);
    }

    private static SingleOutputStreamOperator<Document> documents(
            StreamExecutionEnvironment env,
            Source<InputRecord, ?, ?> source,
            Branch branch,
            PipelineConfig config) {
        var input = named("documents", source(env, source, "documents"));
        return named("document", input.process(documentFunction(branch, config)));
    }

    /** Extractive summaries: the document's own sentences, chosen by an encoder's attention. */
    private static DataStream<OutputRecord> extracts(
            StreamExecutionEnvironment env,
            Source<InputRecord, ?, ?> source,
            Branch branch,
            OutputRecords records,
            ReviewStage reviews,
            PipelineConfig config) {
        var documents = documents(env, source, branch, config);
        var chunks =
                named(
                        "chunk",
                        documents.process(new ChunkFunction(config.model(), config.chunkTokens())));
        DataStream<ChunkResult> read = named("inference", inference(chunks, config));
        var cut = chunks.getSideOutput(ChunkFunction.CUT);
        var assembled =
                named(
                        "assemble",
                        joined(cut, read).process(new AssembleFunction(config.assembleTimeout())));
        EncoderProfile profile = EmbeddedModels.profile(config.model().model());
        var salience =
                named(
                        "salience",
                        assembled.process(new SalienceFunction(profile, config.salience().name())));
        var summaries =
                named(
                        "summarize",
                        salience.map(
                                new SummarizeFunction(
                                        profile,
                                        config.salience().name(),
                                        config.summaryLength(),
                                        config.prior())));
        var results = reviews.take(named("results", summaries.process(summaryRecords(reviews))));
        DataStream<DeadLetterRecord> rejected =
                rejected(documents)
                        .union(
                                rejected(chunks),
                                rejected(assembled),
                                rejected(salience),
                                rejected(results));
        var letters = named("dead-letters", rejected.map(new DeadLetterFunction(records)));
        return results.union(letters, found(documents, records));
    }

    /** Abstractive summaries, which an encoder-decoder model writes. */
    private static DataStream<OutputRecord> abstracts(
            StreamExecutionEnvironment env,
            Source<InputRecord, ?, ?> source,
            Branch branch,
            OutputRecords records,
            ReviewStage reviews,
            PipelineConfig config) {
        var limit = new InFlightLimit();
        var documents = documents(env, new PausableSource<>(source, limit), branch, config);
        var abstracted = named("abstractive", abstractive(documents, limit, config));
        var writing = abstracted.process(summaryRecords(reviews));
        var results = reviews.take(named("abstractive-results", writing));
        var rejected = rejected(documents).union(rejected(results));
        var letters = named("dead-letters", rejected.map(new DeadLetterFunction(records)));
        return results.union(letters, found(documents, records));
    }

    /** What the guard has found in documents. */
    private static DataStream<OutputRecord> found(
            SingleOutputStreamOperator<Document> documents, OutputRecords records) {
        var alerts = documents.getSideOutput(DocumentFunction.ALERTS);
        return named("guard-alerts", alerts.map(new GuardAlertFunction(records)));
    }

    /**
     * One reference to the method for both kinds of summary: of two that differ in the summary's
     * type only, Java's deserialization gives the first for both.
     */
    private static <T extends SummaryResult> ResultFunction<T> summaryRecords(ReviewStage reviews) {
        return reviews.results(SummaryRecords::all);
    }

    private static DataStream<OutputRecord> translations(
            StreamExecutionEnvironment env,
            Source<InputRecord, ?, ?> source,
            DataStream<InputRecord> swaps,
            OutputRecords records,
            ReviewStage reviews,
            PipelineConfig config) {
        int slots = config.translation().parallelism();
        var limit = new InFlightLimit();
        var reading = source(env, new PausableSource<>(source, limit), "documents");
        var input = named("translate-documents", reading, slots);
        var decisions = named("model-decisions", modelDecisions(swaps, config.translation()), 1);
        var parsing = input.process(documentFunction(Branch.TRANSLATE, config));
        var documents = named("translate-document", parsing, slots).setBufferTimeout(AT_ONCE);
        var targets = targets(documents, decisions, config.translation());
        var tasks = named("translate-targets", targets, slots);
        var translating = translate(tasks, limit, config.translation());
        var translated = named("translate", translating, slots);
        var writing = translated.process(reviews.results(TranslationRecords::all));
        var results = reviews.take(named("translate-results", writing, slots));
        var rejected = rejected(documents).union(rejected(tasks), rejected(results));
        var letters = rejected.map(new DeadLetterFunction(records));
        var alerts = tasks.getSideOutput(TargetsFunction.ALERTS).map(new AlertFunction(records));
        return results.union(
                named("translate-dead-letters", letters, slots),
                named("translate-alerts", alerts, slots));
    }

    private static SingleOutputStreamOperator<InputRecord> source(
            StreamExecutionEnvironment env, Source<InputRecord, ?, ?> source, String name) {
        return env.fromSource(
                source,
                WatermarkStrategy.noWatermarks(),
                name,
                TypeInformation.of(InputRecord.class));
    }

    private static DocumentFunction documentFunction(Branch branch, PipelineConfig config) {
        return new DocumentFunction(
                branch,
                config.documents().decoder(),
                config.tasks(),
                config.routes(),
                config.guard());
    }

    /** Chunks of one long document go to all subtasks, so that it does not hold up the others. */
    private static SingleOutputStreamOperator<ChunkResult> inference(
            DataStream<Chunk> chunks, PipelineConfig config) {
        return AsyncDataStream.unorderedWait(
                chunks.rebalance(),
                new InferenceFunction(config.model(), config.salience().rollout()),
                config.inferenceTimeout().toMillis(),
                TimeUnit.MILLISECONDS,
                config.inferenceCapacity());
    }

    private static SingleOutputStreamOperator<Outcome<AbstractiveSummary>> abstractive(
            DataStream<Document> documents, InFlightLimit limit, PipelineConfig config) {
        return AsyncDataStream.unorderedWait(
                documents,
                new AbstractiveFunction(config.abstractive(), config.summaryLength(), limit),
                NO_TIMEOUT,
                TimeUnit.MILLISECONDS,
                InFlightLimit.capacity(config.abstractive().documents()));
    }

    /** In order, because the last record of an alias is the one that holds. */
    private static SingleOutputStreamOperator<ModelDecision> modelDecisions(
            DataStream<InputRecord> models, TranslationConfig config) {
        return AsyncDataStream.orderedWait(
                models,
                new ModelDecisionFunction(new TranslationEngines(config)),
                ModelDecisionFunction.LONGEST.toMillis(),
                TimeUnit.MILLISECONDS,
                MODEL_RECORDS);
    }

    /** Tasks stay in the subtask that has their model open. */
    private static SingleOutputStreamOperator<TranslationTask> targets(
            DataStream<Document> documents,
            DataStream<ModelDecision> decisions,
            TranslationConfig config) {
        return documents
                .connect(decisions.broadcast(TargetsFunction.MODELS))
                .process(new TargetsFunction(config));
    }

    private static SingleOutputStreamOperator<Outcome<Translation>> translate(
            DataStream<TranslationTask> tasks, InFlightLimit limit, TranslationConfig config) {
        return AsyncDataStream.unorderedWait(
                tasks,
                new TranslateFunction(config, limit),
                NO_TIMEOUT,
                TimeUnit.MILLISECONDS,
                InFlightLimit.capacity(config.documents()));
    }

    /** Keyed by where a document lies, because the ids of two documents may be the same. */
    private static ConnectedStreams<Document, ChunkResult> joined(
            DataStream<Document> documents, DataStream<ChunkResult> read) {
        return documents
                .connect(read)
                .keyBy(
                        document -> document.original().source(),
                        ChunkResult::source,
                        TypeInformation.of(SourcePosition.class));
    }

    private static DataStream<DeadLetterRecord> rejected(SingleOutputStreamOperator<?> stage) {
        return stage.getSideOutput(DeadLetters.TAG);
    }

    private static <T> SingleOutputStreamOperator<T> named(
            String name, SingleOutputStreamOperator<T> operator) {
        return operator.name(name).uid(name);
    }

    /** In the translation's slots, with as many subtasks as those are. */
    private static <T> SingleOutputStreamOperator<T> named(
            String name, SingleOutputStreamOperator<T> operator, int slots) {
        return named(name, operator).setParallelism(slots).slotSharingGroup(Tasks.TRANSLATE);
    }
}
