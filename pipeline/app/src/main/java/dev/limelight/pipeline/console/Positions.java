package dev.limelight.pipeline.console;

import dev.limelight.connectors.record.SourcePosition;
import java.util.HashMap;
import java.util.Map;

/**
 * The newest position that a page has seen of each partition. A page sends it when it connects
 * again, as {@code TOPIC-PARTITION-OFFSET} separated by commas, so that it gets what it missed and
 * nothing twice, from a restarted console, too.
 *
 * @param offsets the newest offset seen, by topic and partition
 */
record Positions(Map<Partition, Long> offsets) {

    /** One partition of a topic. */
    record Partition(String topic, int number) {

        static Partition of(SourcePosition position) {
            return new Partition(position.topic(), position.partition());
        }
    }

    static final Positions NONE = new Positions(Map.of());

    /**
     * Reads positions.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    static Positions parse(String text) {
        var offsets = new HashMap<Partition, Long>();
        for (String each : text.split(",", -1)) {
            if (!each.isBlank()) {
                SourcePosition position = position(each.strip());
                offsets.merge(Partition.of(position), position.offset(), Math::max);
            }
        }
        return new Positions(Map.copyOf(offsets));
    }

    /** One position in the form that {@link #parse} reads. */
    static String text(SourcePosition position) {
        return position.topic() + "-" + position.partition() + "-" + position.offset();
    }

    /** Whether a record lies after what was seen of its partition. */
    boolean isNew(SourcePosition position) {
        Long seen = offsets.get(Partition.of(position));
        return seen == null || position.offset() > seen;
    }

    private static SourcePosition position(String text) {
        int offset = text.lastIndexOf('-');
        int partition = text.lastIndexOf('-', offset - 1);
        try {
            return new SourcePosition(
                    text.substring(0, partition),
                    Integer.parseInt(text.substring(partition + 1, offset)),
                    Long.parseLong(text.substring(offset + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "position '%s', expected TOPIC-PARTITION-OFFSET".formatted(text), e);
        }
    }
}
