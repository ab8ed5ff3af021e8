package dev.limelight.pipeline.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.RecordHeader;
import dev.limelight.connectors.record.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Reads records for the page: one line of each for the list, and whole ones for a document's view.
 * Whatever a record holds, it gives an event. Thread-safe.
 */
final class ConsoleEvents {

    /** Code points of a text that a line of the list shows. */
    private static final int EXCERPT = 240;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What of each topic's records a line shows. */
    private static final Map<String, List<String>> FIELDS =
            Map.of(
                    TopicNames.SUMMARIES,
                    List.of("language", "method", "summary", "coverage", "flags", "chunks"),
                    TopicNames.TRANSLATIONS,
                    List.of("source", "target", "text", "coverage", "flags"),
                    TopicNames.DEAD_LETTERS,
                    List.of("stage", "category", "error", "attempts"),
                    TopicNames.ALERTS,
                    List.of("kind", "error", "findings", "alias", "policy"),
                    TopicNames.REVIEWS,
                    List.of(
                            "reviewId",
                            "task",
                            "target",
                            "state",
                            "reasons",
                            "risk",
                            "claimedBy",
                            "claimedUntil",
                            "createdAt",
                            "expiresAt"));

    private final DocumentDecoder decoder;

    /**
     * Creates a reader.
     *
     * @param decoder reads documents as the job does
     */
    ConsoleEvents(DocumentDecoder decoder) {
        this.decoder = decoder;
    }

    /** What a page is told of a record. */
    ConsoleEvent event(TopicRecord record) {
        ObjectNode line = JSON.createObjectNode();
        line.put("topic", record.topic());
        line.put("at", record.timestamp());
        line.put("position", Positions.text(record.position()));
        String id =
                record.topic().equals(TopicNames.DOCUMENTS)
                        ? describeDocument(record, line)
                        : describeResult(record, line);
        line.put("id", id);
        return new ConsoleEvent(record.position(), id, write(line));
    }

    /** A whole record as the page shows it: of a document its text as it was decoded. */
    ObjectNode whole(TopicRecord record) {
        ObjectNode node = JSON.createObjectNode();
        node.put("topic", record.topic());
        node.put("at", record.timestamp());
        node.put("position", Positions.text(record.position()));
        if (!record.topic().equals(TopicNames.DOCUMENTS)) {
            node.set("record", value(record));
            return node;
        }
        try {
            node.set("record", JSON.valueToTree(document(record)));
        } catch (BadDocumentException e) {
            node.put("unreadable", e.getMessage());
        }
        return node;
    }

    /** JSON in one line. */
    static String write(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON could not be written", e);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private String describeDocument(TopicRecord record, ObjectNode line) {
        try {
            DocumentRecord document = document(record);
            line.put("title", document.title());
            line.put("language", document.language());
            line.put("excerpt", excerpt(document.text()));
            line.put("characters", document.text().codePointCount(0, document.text().length()));
            return document.id();
        } catch (BadDocumentException e) {
            line.put("unreadable", excerpt(String.valueOf(e.getMessage())));
            return e.documentId() == null ? key(record) : e.documentId();
        }
    }

    private static String describeResult(TopicRecord record, ObjectNode line) {
        JsonNode value = value(record);
        for (String field : FIELDS.getOrDefault(record.topic(), List.of())) {
            JsonNode found = value.path(field);
            if (!found.isMissingNode() && !found.isNull()) {
                line.set(field, found.isTextual() ? text(found) : found);
            }
        }
        JsonNode id = value.path("documentId");
        return id.isTextual() ? id.asText() : key(record);
    }

    private static JsonNode text(JsonNode node) {
        return JSON.getNodeFactory().textNode(excerpt(node.asText()));
    }

    private DocumentRecord document(TopicRecord record) throws BadDocumentException {
        List<RecordHeader> headers =
                record.headers().entrySet().stream()
                        .map(each -> new RecordHeader(each.getKey(), each.getValue()))
                        .toList();
        return decoder.decode(
                new InputRecord(
                        record.position(),
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        headers));
    }

    /** The value as JSON; nothing where it is none. */
    private static JsonNode value(TopicRecord record) {
        try {
            JsonNode node = record.value() == null ? null : JSON.readTree(record.value());
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The record's key as text; empty where there is none. */
    static String key(TopicRecord record) {
        byte[] key = record.key();
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    /** The beginning of a text; never half a character. */
    static String excerpt(String text) {
        int length = text.codePointCount(0, Math.min(text.length(), 2 * EXCERPT));
        return length <= EXCERPT && text.length() <= 2 * EXCERPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.min(EXCERPT, length))) + "…";
    }
}
