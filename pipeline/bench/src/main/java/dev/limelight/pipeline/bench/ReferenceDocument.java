package dev.limelight.pipeline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A document whose summary somebody has written.
 *
 * @param document the document
 * @param references summaries by people, at least one
 */
public record ReferenceDocument(Document document, List<String> references) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DocumentParser PARSER = DocumentParser.ofTexts();

    /**
     * Reads {@code *.jsonl}, one document a line, or a folder of {@code *.json} files. A document
     * has {@code source}, a list of its sentences, or {@code text}, which is split as in the job;
     * and {@code target} or {@code reference}, one summary or a list of them.
     *
     * @param limit the first so many documents; 0 for all
     * @throws IOException if it cannot be read, or a document lacks one of these
     */
    public static List<ReferenceDocument> read(Path data, int limit) throws IOException {
        var documents = new ArrayList<ReferenceDocument>();
        for (String json : jsons(data)) {
            if (limit == 0 || documents.size() < limit) {
                documents.add(of(JSON.readTree(json), documents.size(), data));
            }
        }
        if (documents.isEmpty()) {
            throw new IOException("%s has no document, expected at least one".formatted(data));
        }
        return documents;
    }

    private static List<String> jsons(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            return Files.readAllLines(data).stream().filter(line -> !line.isBlank()).toList();
        }
        var jsons = new ArrayList<String>();
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                jsons.add(Files.readString(file));
            }
        }
        return jsons;
    }

    private static ReferenceDocument of(JsonNode json, int index, Path data) throws IOException {
        List<String> source = texts(json.path("source"));
        List<String> text = texts(json.path("text"));
        List<String> references =
                texts(json.has("target") ? json.get("target") : json.path("reference"));
        if ((source.isEmpty() && text.isEmpty()) || references.isEmpty()) {
            throw new IOException(
                    "document %d of %s, expected 'source' or 'text', and 'target' or 'reference'"
                            .formatted(index, data));
        }
        Document document =
                source.isEmpty() ? split(text.get(0), json, index) : given(source, index);
        return new ReferenceDocument(document, references);
    }

    private static List<String> texts(JsonNode node) {
        return node.isTextual()
                ? List.of(node.asText())
                : StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .filter(text -> !text.isBlank())
                        .toList();
    }

    private static Document split(String text, JsonNode json, int index) throws IOException {
        String language = json.path("language").isTextual() ? json.get("language").asText() : null;
        var record =
                new DocumentRecord(
                        json.path("id").asText(String.valueOf(index)),
                        text,
                        null,
                        language,
                        null,
                        null,
                        Map.of());
        Document document = PARSER.parse(record, original(index)).document();
        if (document == null) {
            throw new IOException("document %d is blank, expected a text".formatted(index));
        }
        return document;
    }

    /** The sentences as the data has them, joined by a space. */
    private static Document given(List<String> source, int index) {
        var sentences = new ArrayList<Sentence>();
        int at = 0;
        for (String sentence : source) {
            sentences.add(new Sentence(at, at + sentence.length(), 0, SentenceKind.PROSE));
            at += sentence.length() + 1;
        }
        return new Document(
                original(index),
                String.valueOf(index),
                String.join(" ", source),
                "en",
                sentences,
                List.of("summarize"),
                List.of(),
                Map.of(),
                List.of());
    }

    private static InputRecord original(int index) {
        return new InputRecord(
                new SourcePosition("reference-data", 0, index),
                0,
                new byte[0],
                new byte[0],
                Map.of());
    }
}
