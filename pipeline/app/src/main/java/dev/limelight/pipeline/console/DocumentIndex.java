package dev.limelight.pipeline.console;

import dev.limelight.connectors.record.SourcePosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the records of each of the newest documents lie. The records themselves stay in Kafka, so
 * memory does not grow with their texts. Thread-safe.
 */
final class DocumentIndex {

    /** A document that is sent again and again has its newest records here. */
    private static final int RECORDS = 64;

    private final Map<String, List<SourcePosition>> positions;

    /**
     * Creates an empty index.
     *
     * @param most how many documents it keeps; the one that was touched longest ago goes first
     */
    DocumentIndex(int most) {
        this.positions =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(
                            Map.Entry<String, List<SourcePosition>> eldest) {
                        return size() > most;
                    }
                };
    }

    synchronized void add(String documentId, SourcePosition position) {
        List<SourcePosition> known =
                positions.computeIfAbsent(documentId, any -> new ArrayList<>());
        known.add(position);
        if (known.size() > RECORDS) {
            known.remove(0);
        }
    }

    /** The positions of a document's records, in the order in which they were read. */
    synchronized List<SourcePosition> of(String documentId) {
        return List.copyOf(positions.getOrDefault(documentId, List.of()));
    }

    synchronized int size() {
        return positions.size();
    }
}
