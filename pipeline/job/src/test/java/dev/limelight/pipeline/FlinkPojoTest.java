package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.Stage;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.folder.SummarizationTask;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.attribution.ChunkAttention;
import dev.limelight.pipeline.attribution.SentenceAttention;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.SentencePart;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.fixture.Pages;
import dev.limelight.pipeline.fixture.Records;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.job.result.Outcome;
import dev.limelight.pipeline.models.ModelDecision;
import dev.limelight.pipeline.models.ModelRevision;
import dev.limelight.pipeline.models.ModelSource;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.source.Withheld;
import dev.limelight.pipeline.summarize.DirectPipeline;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSettings;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummarizer;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary;
import dev.limelight.pipeline.translate.DocumentTranslator;
import dev.limelight.pipeline.translate.SameLanguage;
import dev.limelight.pipeline.translate.Segment;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.fragment.Link;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import dev.limelight.pipeline.translate.route.TranslationTask;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes between operators, or stays in state, must do without Kryo and come back the same. */
@Tag("slow")
class FlinkPojoTest {

    private static final TypeInformation<Outcome<Translation>> TRANSLATED =
            TypeInformation.of(new TypeHint<>() {});
    private static final TypeInformation<Outcome<AbstractiveSummary>> SUMMARIZED =
            TypeInformation.of(new TypeHint<>() {});
    private static final TypeInformation<Outcome<Summary>> EXTRACTED =
            TypeInformation.of(new TypeHint<>() {});

    @ParameterizedTest
    @ValueSource(
            classes = {
                Document.class,
                Withheld.class,
                GuardAlertRecord.class,
                Sentence.class,
                Chunk.class,
                SentencePart.class,
                ChunkResult.class,
                ChunkAttention.class,
                SentenceAttention.class,
                AttentionTap.class,
                Failure.class,
                Assembled.class,
                Salience.class,
                ScoredWord.class,
                Summary.class,
                TranslationTask.class,
                Translation.class,
                Segment.class,
                Link.class,
                AbstractiveSummary.class,
                ModelDecision.class,
                ModelRevision.class
            })
    void when_recordIsSerialized_then_withoutKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    /** Of markup its bytes go from operator to operator, and what it is. */
    @Test
    void when_markupIsSerialized_then_itIsThereAgain() throws Exception {
        for (String type : List.of("text/html", "text/markdown")) {
            Document document = Pages.parsed("<b>It</b> is *old*.", type).document();
            Document back = copy(document, Document.class);
            assertThat(back).usingRecursiveComparison().isEqualTo(document);
            assertThat(back.source().text()).isEqualTo(document.text());
        }
    }

    @Test
    void when_piecesAreWithheld_then_theyAreThereAgain() throws Exception {
        Document document = Pages.parsed("<b>It</b> is *old*.", "text/html").document();
        var withheld = new Withheld(List.of(new Withheld.Piece(0, "<b>", true)), 0.1);
        Document back = copy(document.without(withheld, List.of(Flag.MASKED)), Document.class);
        assertThat(back.withheld()).isEqualTo(withheld);
        assertThat(back.source().source()).isEqualTo("<b>It</b> is *old*.");
    }

    /** A summary holds all records of the stages before it. */
    @Test
    void when_aRealSummaryIsSerialized_then_itComesBackEqual() throws Exception {
        Summary summary = summary();
        assertThat(copy(summary, Summary.class)).usingRecursiveComparison().isEqualTo(summary);
    }

    /** A translation with its document, and a refusal without a translation. */
    @Test
    void when_aRealTranslationIsSerialized_then_itComesBackEqual() throws Exception {
        var task = new TranslationTask(document(), "de");
        try (var client = new WordByWord(64)) {
            var translator = new DocumentTranslator(client, TranslateSettings.DEFAULT);
            var done = Outcome.of(task, translator.translate(task.document(), task.target()));
            assertThat(copy(done, TRANSLATED)).usingRecursiveComparison().isEqualTo(done);
        }
        var same = Outcome.of(task, SameLanguage.translate(task.document(), "en"));
        assertThat(copy(same, TRANSLATED)).usingRecursiveComparison().isEqualTo(same);
        var failed =
                Outcome.failed(
                        task, new Failure(Stage.TRANSLATE, DeadLetterCategory.TIMEOUT, "too late"));
        assertThat(copy(failed, TRANSLATED)).usingRecursiveComparison().isEqualTo(failed);
    }

    /** A summary in a model's own words, and a refusal without one. */
    @Test
    void when_aRealAbstractIsSerialized_then_itComesBackEqual() throws Exception {
        var task = new SummarizationTask("", "{}", 64, 64, AttentionTap.head(0, 0));
        try (var client = new WordByWord(64)) {
            var summarizer = new AbstractiveSummarizer(client, task, AbstractiveSettings.DEFAULT);
            var done =
                    Outcome.done(
                            document(),
                            Tasks.SUMMARIZE,
                            null,
                            summarizer.summarize(document(), new SummaryLength(2, false)));
            assertThat(copy(done, SUMMARIZED)).usingRecursiveComparison().isEqualTo(done);
        }
        var failed =
                Outcome.<AbstractiveSummary>failed(
                        document(),
                        Tasks.SUMMARIZE,
                        null,
                        new Failure(Stage.SUMMARIZE, DeadLetterCategory.TIMEOUT, "too late"));
        assertThat(copy(failed, SUMMARIZED)).usingRecursiveComparison().isEqualTo(failed);
    }

    /** Of a task, in state, and between operators. */
    @Test
    void when_aModelIsSerialized_then_itComesBackEqual() throws Exception {
        var revision =
                new ModelRevision(
                        "en-de", new ModelRef("m", "2"), new ModelSource("/m", null, "a1"));
        assertThat(copy(revision, ModelRevision.class)).isEqualTo(revision);
        for (var task :
                List.of(
                        new TranslationTask(document(), "de", List.of(revision)),
                        new TranslationTask(document(), "de"))) {
            assertThat(copy(task, TranslationTask.class))
                    .usingRecursiveComparison()
                    .isEqualTo(task);
        }
        var decision = new ModelDecision("en-de", revision, null);
        assertThat(copy(decision, ModelDecision.class)).isEqualTo(decision);
    }

    private static Summary summary() {
        SalienceMethod method = SalienceMethods.ofDefaultEncoder().named(SalienceMethods.DEFAULT);
        EncoderOptions options = EncoderOptions.defaults().withTaps(method.taps());
        try (var pipeline = DirectPipeline.open(options, 16, method.rollout())) {
            Salience salience = SalienceScorer.score(method, pipeline.read(document()));
            return ExtractiveSummarizer.summarize(
                    salience, new SummaryLength(2, false), Prior.POSITION);
        }
    }

    private static Document document() {
        String text =
                "The bridge \ud83d\ude00 was closed on Tuesday.\n\nIt is old. It opens in May.";
        var record =
                new DocumentRecord(
                        "d", text, null, null, null, null, Map.of("source", "w\u00efre"));
        var tasks = new Tasks(Set.of("summarize"), List.of("summarize"));
        return new DocumentParser(tasks).parse(record, Records.text("d", text)).document();
    }

    /** Kryo would copy an outcome whose type of result is not known. */
    @Test
    void when_anOutcomeIsSerialized_then_eachOfItsFieldsIsAPojoOrBasic() {
        for (TypeInformation<?> type : List.of(TRANSLATED, SUMMARIZED, EXTRACTED)) {
            var config = new SerializerConfigImpl();
            config.setGenericTypes(false);
            assertThat(type.createSerializer(config)).isInstanceOf(PojoSerializer.class);
        }
        assertThatThrownBy(() -> TypeInformation.of(Outcome.class))
                .hasMessage(
                        "class dev.limelight.pipeline.job.result.Outcome without a type of result,"
                                + " expected one such as Outcome<Translation>");
    }

    private static <T> T copy(T value, Class<T> type) throws Exception {
        return copy(value, TypeInformation.of(type));
    }

    private static <T> T copy(T value, TypeInformation<T> type) throws Exception {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
