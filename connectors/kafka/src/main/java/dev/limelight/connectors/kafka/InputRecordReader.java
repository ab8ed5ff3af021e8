package dev.limelight.connectors.kafka;

import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.RecordHeader;
import dev.limelight.connectors.record.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Copies a Kafka record byte by byte; no content can make it fail. */
final class InputRecordReader implements KafkaRecordDeserializationSchema<InputRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<InputRecord> out) {
        out.collect(
                new InputRecord(
                        new SourcePosition(record.topic(), record.partition(), record.offset()),
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        all(record.headers())));
    }

    private static List<RecordHeader> all(Headers headers) {
        List<RecordHeader> all = new ArrayList<>();
        headers.forEach(header -> all.add(RecordHeader.of(header.key(), header.value())));
        return all;
    }

    /** By name; a header without a value is there with an empty one. */
    static Map<String, String> headers(Headers headers) {
        Map<String, String> values = new HashMap<>();
        for (Header header : headers) {
            byte[] value = header.value();
            values.put(
                    header.key(),
                    value == null ? "" : new String(value, StandardCharsets.ISO_8859_1));
        }
        return values;
    }

    @Override
    public TypeInformation<InputRecord> getProducedType() {
        return TypeInformation.of(InputRecord.class);
    }
}
