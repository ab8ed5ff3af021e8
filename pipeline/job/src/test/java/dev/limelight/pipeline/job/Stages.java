package dev.limelight.pipeline.job;

import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.AlertKind;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.GuardAction;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.GuardFinding;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.RecordHeader;
import dev.limelight.connectors.record.ReviewReason;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.connectors.record.Stage;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.SentencePart;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.document.Branch;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.fixture.Bundles;
import dev.limelight.pipeline.fixture.TestSalience;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.inflight.InFlightLimit;
import dev.limelight.pipeline.job.StageContract.Opening;
import dev.limelight.pipeline.job.result.AlertFunction;
import dev.limelight.pipeline.job.result.DeadLetterFunction;
import dev.limelight.pipeline.job.result.DeadLetters;
import dev.limelight.pipeline.job.result.GuardAlertFunction;
import dev.limelight.pipeline.job.result.Outcome;
import dev.limelight.pipeline.job.result.ResultFunction;
import dev.limelight.pipeline.job.review.ReviewFunction;
import dev.limelight.pipeline.job.review.ReviewOperator;
import dev.limelight.pipeline.models.ModelDecision;
import dev.limelight.pipeline.review.Held;
import dev.limelight.pipeline.review.ReviewConfig;
import dev.limelight.pipeline.review.ReviewDesk;
import dev.limelight.pipeline.review.ReviewMode;
import dev.limelight.pipeline.review.ReviewPolicy;
import dev.limelight.pipeline.review.ReviewTimes;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.summarize.DirectPipeline;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summarizer;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveConfig;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSettings;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.route.TranslationEngines;
import dev.limelight.pipeline.translate.route.TranslationTask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** Every stage of the job, with elements for it. Whoever makes them closes them. */
final class Stages implements AutoCloseable {

    private static final Failure FAILURE =
            new Failure(Stage.INFERENCE, DeadLetterCategory.MODEL_ERROR, "found NaN");

    /** Of a document that takes longer, that it is late: an answer, too. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private static final int CHUNK_TOKENS = 256;

    /** A name of null: a client of Kafka gives none, and nothing here can read one. */
    private static final RecordHeader BAD_HEADER = new RecordHeader(null, "x");

    private final EncoderProfile encoder =
            EmbeddedModels.profile(EncoderOptions.defaults().model());
    private final SalienceMethod method =
            SalienceMethods.of(encoder).named(SalienceMethods.DEFAULT);
    private final SummaryLength length = new SummaryLength(3, false);
    private final Summarizer summarizer = new Summarizer(method, length, Prior.NONE);
    private final OutputRecords records = new OutputRecords(OutputRecords.MIN_RECORD_BYTES * 100);
    private final Map<String, List<ChunkResult>> read = new HashMap<>();
    private final DirectPipeline pipeline = DirectPipeline.open(method, CHUNK_TOKENS);
    private final PipelineConfig config =
            PipelineConfig.of(
                    Map.of(
                            "kafka.bootstrap-servers",
                            "localhost:9092",
                            "translate.timeout",
                            LONGEST.toString(),
                            "translate.models",
                            "en-de=" + Bundles.SPLIT));

    @Override
    public void close() {
        pipeline.close();
    }

    /** Whether its elements are of what has failed already, or must fail here. */
    boolean isOfBadOnes(StageContract<?, ?> stage) {
        return stage.function() == ModelDecisionFunction.class;
    }

    /** Whether it writes a record even of an element that it cannot read. */
    boolean writesBadOnes(StageContract<?, ?> stage) {
        return Set.of(
                        DeadLetterFunction.class,
                        AlertFunction.class,
                        GuardAlertFunction.class,
                        ReviewFunction.class)
                .contains(stage.function());
    }

    List<StageContract<?, ?>> all() {
        return List.of(
                documents(),
                chunks(),
                inference(),
                assemble(),
                salience(),
                summaries(),
                results(),
                deadLetters(),
                alerts(),
                guardAlerts(),
                decisions(),
                targets(),
                translations(),
                abstracts(),
                reviews());
    }

    /** Without room for any, so that each output is answered at once. */
    private StageContract<Held, ?> reviews() {
        var policy = new ReviewPolicy(ReviewMode.ALL, Map.of(), 1, Set.of(), 0);
        var full =
                new ReviewConfig(
                        policy, ReviewTimes.DEFAULT, ReviewConfig.OnExpiry.RELEASE, false, 0);
        return new StageContract<>(
                ReviewFunction.class,
                () ->
                        new KeyedTwoInputStreamOperatorTestHarness<>(
                                new ReviewOperator(
                                        new ReviewFunction(records, full, config.translation())),
                                Held::reviewId,
                                ReviewDesk::reviewOf,
                                Types.STRING),
                (harness, held) -> harness.processElement1(new StreamRecord<>(held)),
                (harness, held) -> {},
                document -> held(document, document.id()),
                document -> held(document, null));
    }

    /** A held summary; the core cannot read one without a value. */
    private Held held(Document document, @Nullable String id) {
        var output =
                new OutputRecord(
                        "summaries",
                        document.id().getBytes(StandardCharsets.UTF_8),
                        id == null ? null : "{\"flags\":[]}".getBytes(StandardCharsets.UTF_8),
                        List.of());
        return new Held(
                "0-" + document.original().source().offset() + "-summarize",
                document.id(),
                Tasks.SUMMARIZE,
                null,
                document.original(),
                document.text(),
                List.of(output),
                List.of(ReviewReason.of("policy", "all")),
                null,
                Map.of());
    }

    private StageContract<InputRecord, ?> documents() {
        var tasks = new Tasks(Set.of("summarize", "translate"), List.of("summarize"));
        return processed(
                DocumentFunction.class,
                () ->
                        new DocumentFunction(
                                Branch.ALL,
                                new DocumentDecoder(200_000),
                                tasks,
                                Routes.NONE,
                                GuardPolicy.OF_TEXT),
                Document::original,
                Stages::unreadable);
    }

    private StageContract<Document, ?> chunks() {
        return processed(
                ChunkFunction.class,
                () -> new ChunkFunction(EncoderOptions.defaults(), CHUNK_TOKENS),
                document -> document,
                Stages::withoutSentences);
    }

    private StageContract<Chunk, ?> inference() {
        return waited(
                InferenceFunction.class,
                () -> new InferenceFunction(EncoderOptions.defaults(), false),
                TypeInformation.of(Chunk.class),
                TypeInformation.of(ChunkResult.class),
                Stages::chunk,
                document -> {
                    Chunk chunk = chunk(document);
                    return new Chunk(chunk.source(), 0, 1, 0, chunk.text(), null, chunk.flags());
                });
    }

    private StageContract<Assembling, ?> assemble() {
        return new StageContract<>(
                AssembleFunction.class,
                () ->
                        new KeyedTwoInputStreamOperatorTestHarness<>(
                                new KeyedCoProcessOperator<>(
                                        new AssembleFunction(Duration.ofMinutes(30))),
                                (Document document) -> document.original().source(),
                                ChunkResult::source,
                                TypeInformation.of(SourcePosition.class)),
                (harness, each) -> {
                    harness.processElement1(new StreamRecord<>(each.document()));
                    harness.processElement2(new StreamRecord<>(each.first()));
                },
                (harness, each) -> harness.processElement2(new StreamRecord<>(each.second())),
                document ->
                        new Assembling(
                                document, result(document, 0, null), result(document, 1, null)),
                document ->
                        new Assembling(
                                document, result(document, 0, FAILURE), result(document, 1, null)));
    }

    /** A document and the results of its two chunks. */
    private record Assembling(Document document, ChunkResult first, ChunkResult second) {}

    private StageContract<Assembled, ?> salience() {
        return processed(
                SalienceFunction.class,
                () -> new SalienceFunction(encoder, method.name()),
                this::assembled,
                document -> new Assembled(document, List.of(TestSalience.reading(4, List.of()))));
    }

    private StageContract<Salience, ?> summaries() {
        return one(
                SummarizeFunction.class,
                () ->
                        new StreamMap<>(
                                new SummarizeFunction(encoder, method.name(), length, Prior.NONE)),
                TypeInformation.of(new TypeHint<Outcome<Summary>>() {}),
                document -> document.sentences().isEmpty() ? unscored(document) : scored(document),
                this::unscored);
    }

    private Salience unscored(Document document) {
        return new Salience(assembled(document), method.name(), new double[0], List.of());
    }

    private StageContract<Outcome<Summary>, ?> results() {
        return processed(
                ResultFunction.class,
                () -> new ResultFunction<>(records, SummaryRecords::all),
                document ->
                        document.sentences().isEmpty()
                                ? ofNothing(document)
                                : Outcome.done(
                                        document,
                                        Tasks.SUMMARIZE,
                                        null,
                                        summarizer.choose(scored(document))),
                Stages::ofNothing);
    }

    private static Outcome<Summary> ofNothing(Document document) {
        var summary = new Summary(null, List.of(), "", 0, Map.of(), List.of());
        return Outcome.done(document, Tasks.SUMMARIZE, null, summary);
    }

    private StageContract<DeadLetterRecord, ?> deadLetters() {
        return mapped(
                DeadLetterFunction.class,
                () -> new DeadLetterFunction(records),
                document -> DeadLetters.of(document, Tasks.SUMMARIZE, FAILURE),
                document ->
                        DeadLetterRecord.of(unreadable(document), document.id(), null, FAILURE, 1));
    }

    private StageContract<AlertRecord, ?> alerts() {
        return mapped(
                AlertFunction.class,
                () -> new AlertFunction(records),
                document -> alert(document, "refused"),
                document -> alert(document, "a lone surrogate: \ud800"));
    }

    private StageContract<GuardAlertRecord, ?> guardAlerts() {
        return mapped(
                GuardAlertFunction.class,
                () -> new GuardAlertFunction(records),
                document -> found(document, "a reason"),
                document -> found(document, "a lone surrogate: \ud800"));
    }

    private StageContract<InputRecord, ?> decisions() {
        return waited(
                ModelDecisionFunction.class,
                () -> new ModelDecisionFunction(new TranslationEngines(config.translation())),
                TypeInformation.of(InputRecord.class),
                TypeInformation.of(ModelDecision.class),
                Document::original,
                Stages::unreadable);
    }

    private StageContract<Document, ?> targets() {
        return new StageContract<>(
                TargetsFunction.class,
                () ->
                        new TwoInputStreamOperatorTestHarness<>(
                                new CoBroadcastWithNonKeyedOperator<>(
                                        new TargetsFunction(config.translation()),
                                        List.of(TargetsFunction.MODELS))),
                (harness, document) -> harness.processElement1(new StreamRecord<>(document)),
                (harness, document) -> {},
                document -> document,
                document -> with(document, document.sentences(), null));
    }

    private StageContract<TranslationTask, ?> translations() {
        return waited(
                TranslateFunction.class,
                () -> new TranslateFunction(config.translation(), new InFlightLimit()),
                TypeInformation.of(TranslationTask.class),
                TypeInformation.of(new TypeHint<Outcome<Translation>>() {}),
                document -> new TranslationTask(document, "de"),
                document -> new TranslationTask(withoutSentences(document), "de"));
    }

    private StageContract<Document, ?> abstracts() {
        var abstractive =
                new AbstractiveConfig(
                        Path.of("..", "..", "test-data", "seq2seq", "bart-merged").toString(),
                        AbstractiveConfig.OWN_PREFIX,
                        "{\"max_new_tokens\": 8}",
                        AbstractiveSettings.DEFAULT,
                        1,
                        1024,
                        2,
                        LONGEST);
        return waited(
                AbstractiveFunction.class,
                () -> new AbstractiveFunction(abstractive, length, new InFlightLimit()),
                TypeInformation.of(Document.class),
                TypeInformation.of(new TypeHint<Outcome<AbstractiveSummary>>() {}),
                document -> document,
                Stages::withoutSentences);
    }

    private static <I, O> StageContract<I, ?> processed(
            Class<?> type,
            Opening<ProcessFunction<I, O>> function,
            Function<Document, I> element,
            Function<Document, I> bad) {
        return one(type, () -> new ProcessOperator<>(function.open()), null, element, bad);
    }

    private static <I, O> StageContract<I, ?> mapped(
            Class<?> type,
            Opening<MapFunction<I, O>> function,
            Function<Document, I> element,
            Function<Document, I> bad) {
        return one(type, () -> new StreamMap<>(function.open()), null, element, bad);
    }

    /** The harness finds the type of what comes out by itself, but for generic ones. */
    private static <I, O> StageContract<I, ?> one(
            Class<?> type,
            Opening<OneInputStreamOperator<I, O>> operator,
            @Nullable TypeInformation<O> out,
            Function<Document, I> element,
            Function<Document, I> bad) {
        return new StageContract<>(
                type,
                () -> {
                    var harness = new OneInputStreamOperatorTestHarness<I, O>(operator.open());
                    if (out != null) {
                        harness.setup(out.createSerializer(new SerializerConfigImpl()));
                    }
                    return harness;
                },
                (harness, each) -> harness.processElement(new StreamRecord<>(each)),
                (harness, each) -> {},
                element,
                bad);
    }

    private static <I, O> StageContract<I, ?> waited(
            Class<?> type,
            Opening<AsyncFunction<I, O>> function,
            TypeInformation<I> in,
            TypeInformation<O> out,
            Function<Document, I> element,
            Function<Document, I> bad) {
        return new StageContract<I, OneInputStreamOperatorTestHarness<I, O>>(
                type,
                () -> {
                    var operator =
                            new AsyncWaitOperatorFactory<>(
                                    function.open(), 0, 100, OutputMode.UNORDERED);
                    var harness =
                            new OneInputStreamOperatorTestHarness<I, O>(
                                    operator, in.createSerializer(new SerializerConfigImpl()));
                    harness.setup(out.createSerializer(new SerializerConfigImpl()));
                    return harness;
                },
                (harness, each) -> harness.processElement(new StreamRecord<>(each)),
                (harness, each) -> {},
                element,
                bad);
    }

    /** Texts are read once: what an encoder makes of them does not depend on their ids. */
    private Assembled assembled(Document document) {
        return new Assembled(
                document,
                read.computeIfAbsent(document.text(), text -> pipeline.read(document).results()));
    }

    private Salience scored(Document document) {
        return SalienceScorer.score(method, assembled(document));
    }

    private static Chunk chunk(Document document) {
        String text = document.text();
        return new Chunk(
                document.original().source(),
                0,
                1,
                0,
                text,
                List.of(new SentencePart(0, 0, text.length())),
                List.of());
    }

    private static ChunkResult result(Document document, int sequence, Failure failure) {
        return new ChunkResult(
                document.original().source(),
                sequence,
                2,
                3,
                List.of(),
                List.of(),
                null,
                failure,
                new ModelRef("minilm", "1"),
                0,
                0);
    }

    private static AlertRecord alert(Document document, String error) {
        InputRecord original = document.original();
        return new AlertRecord(
                AlertKind.MODEL_REFUSED, "en-de", error, original.source(), original.value(), 1);
    }

    private static GuardAlertRecord found(Document document, String reason) {
        var finding = new GuardFinding(0, 1, "unicode", 1, 1, reason, GuardAction.FLAG);
        return new GuardAlertRecord(
                GuardAlertRecord.KIND,
                document.id(),
                List.of(finding),
                null,
                1,
                "unicode=flag",
                document.original().source(),
                1);
    }

    private static InputRecord unreadable(Document document) {
        InputRecord original = document.original();
        return new InputRecord(
                original.source(),
                original.timestamp(),
                original.key(),
                original.value(),
                Collections.singletonList(BAD_HEADER));
    }

    private static Document withoutSentences(Document document) {
        return with(document, null, document.targets());
    }

    private static Document with(
            Document document, List<Sentence> sentences, List<String> targets) {
        return new Document(
                document.original(),
                document.id(),
                document.text(),
                document.language(),
                sentences,
                document.tasks(),
                targets,
                document.metadata(),
                document.flags());
    }
}
