package dev.limelight.connectors.record;

/** Where an input record lies: unique for each record, unlike a document's id. */
public record SourcePosition(String topic, int partition, long offset) {

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
