package dev.limelight.connectors.codec;

/**
 * A result that does not fit into a Kafka record. Its document must get a {@code too-large} dead
 * letter; the message, which names both sizes, is its {@code error}.
 */
public final class OversizedRecordException extends Exception {
    private final long bytes;
    private final int limit;

    /**
     * Creates one.
     *
     * @param headers how many of the bytes are headers of the document
     */
    OversizedRecordException(String what, long bytes, long headers, int limit) {
        super(
                "the %s has %d bytes%s, expected at most %d"
                        .formatted(
                                what,
                                bytes,
                                headers == 0 ? "" : ", %d of them headers".formatted(headers),
                                limit),
                null,
                false,
                false);
        this.bytes = bytes;
        this.limit = limit;
    }

    /** What the record would take in Kafka: key, value and framing. */
    public long bytes() {
        return bytes;
    }

    /** What it may take. */
    public int limit() {
        return limit;
    }
}
