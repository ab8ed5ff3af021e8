package dev.limelight.connectors.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.fixture.TestRecords;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Flink keeps in state must survive its own serializers: Kryo breaks with the next version.
 */
class FlinkPojoTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                InputRecord.class,
                RecordHeader.class,
                OutputRecord.class,
                DeadLetterRecord.class,
                AlertRecord.class,
                GuardAlertRecord.class,
                GuardFinding.class,
                DocumentRecord.class,
                SummaryRecord.class,
                SalienceRecord.class,
                SummarySentence.class,
                TranslationRecord.class,
                TranslationSegment.class,
                AlignmentLink.class,
                ScoredSpan.class,
                SourcePosition.class,
                ModelRef.class,
                Timings.class
            })
    void when_recordIsSerialized_then_withoutKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @Test
    void when_fieldsAreNull_then_recordsComeBack() throws Exception {
        InputRecord tombstone = TestRecords.input((String) null, null, Map.of("h", "v"));
        assertThat(copy(tombstone, InputRecord.class)).isEqualTo(tombstone);
        InputRecord headed =
                new InputRecord(
                        TestRecords.POSITION,
                        1,
                        null,
                        null,
                        List.of(new RecordHeader("h", null), new RecordHeader("h", "\u00ff")));
        assertThat(copy(headed, InputRecord.class)).isEqualTo(headed);
        DocumentRecord bare = new DocumentRecord("i", "t", null, null, null, null, Map.of());
        assertThat(copy(bare, DocumentRecord.class)).isEqualTo(bare);
        DeadLetterRecord letter = TestRecords.deadLetter(null);
        assertThat(copy(letter, DeadLetterRecord.class)).isEqualTo(letter);
        SummaryRecord summary = TestRecords.summary("d", TestRecords.HOSTILE);
        assertThat(copy(summary, SummaryRecord.class)).isEqualTo(summary);
        TranslationRecord translation = TestRecords.translation("d", TestRecords.HOSTILE);
        assertThat(copy(translation, TranslationRecord.class)).isEqualTo(translation);
    }

    private static <T> T copy(T record, Class<T> type) throws Exception {
        TypeSerializer<T> serializer =
                TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(record, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
