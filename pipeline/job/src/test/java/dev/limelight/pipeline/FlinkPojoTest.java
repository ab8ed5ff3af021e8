package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.EncoderOptions;
import dev.limelight.modelserver.api.SummarizationTask;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.attribution.ChunkAttention;
import dev.limelight.pipeline.attribution.SentenceAttention;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.SentencePart;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.fixture.Records;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.inference.Failure;
import dev.limelight.pipeline.models.ModelDecision;
import dev.limelight.pipeline.models.ModelRevision;
import dev.limelight.pipeline.models.ModelSource;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.Abstracted;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSettings;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummarizer;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary;
import dev.limelight.pipeline.translate.DocumentTranslator;
import dev.limelight.pipeline.translate.Link;
import dev.limelight.pipeline.translate.SameLanguage;
import dev.limelight.pipeline.translate.Segment;
import dev.limelight.pipeline.translate.TranslateSettings;
import dev.limelight.pipeline.translate.Translated;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.TranslationTask;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
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

    @ParameterizedTest
    @ValueSource(
            classes = {
                Document.class,
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
                Translated.class,
                AbstractiveSummary.class,
                Abstracted.class,
                ModelDecision.class,
                ModelRevision.class
            })
    void when_recordIsSerialized_then_withoutKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
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
            var done = Translated.of(task, translator.translate(task.document(), task.target()));
            assertThat(copy(done, Translated.class)).usingRecursiveComparison().isEqualTo(done);
        }
        var same = Translated.of(task, SameLanguage.translate(task.document(), "en"));
        assertThat(copy(same, Translated.class)).usingRecursiveComparison().isEqualTo(same);
        var failed = Translated.failed(task, DeadLetterCategory.TIMEOUT, "too late");
        assertThat(copy(failed, Translated.class)).usingRecursiveComparison().isEqualTo(failed);
    }

    /** A summary in a model's own words, and a refusal without one. */
    @Test
    void when_aRealAbstractIsSerialized_then_itComesBackEqual() throws Exception {
        var task = new SummarizationTask("", "{}", 64, 64, AttentionTap.head(0, 0));
        try (var client = new WordByWord(64)) {
            var summarizer = new AbstractiveSummarizer(client, task, AbstractiveSettings.DEFAULT);
            var done = Abstracted.of(summarizer.summarize(document(), new SummaryLength(2, false)));
            assertThat(copy(done, Abstracted.class)).usingRecursiveComparison().isEqualTo(done);
        }
        var failed =
                Abstracted.failed(document(), new Failure(DeadLetterCategory.TIMEOUT, "too late"));
        assertThat(copy(failed, Abstracted.class)).usingRecursiveComparison().isEqualTo(failed);
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

    private static <T> T copy(T value, Class<T> type) throws Exception {
        TypeSerializer<T> serializer =
                TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
