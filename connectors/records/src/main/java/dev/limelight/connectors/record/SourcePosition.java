package dev.limelight.connectors.record;

/** The position of an input record in Kafka; unlike a document's id it is unique. */
public record SourcePosition(String topic, int partition, long offset) {

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
