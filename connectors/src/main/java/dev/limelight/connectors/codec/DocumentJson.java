package dev.limelight.connectors.codec;

import static dev.limelight.connectors.record.DeadLetterCategory.MALFORMED;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a document, or of a model record, token by token. Unknown fields are skipped
 * without recursion and without being kept, so that neither their depth nor their size can hurt.
 */
final class DocumentJson {
    private static final Set<String> DOCUMENT =
            Set.of("id", "text", "title", "language", "tasks", "targets", "metadata");
    private static final Set<String> MODEL = Set.of("alias", "path", "repository", "revision");

    /** Far above what people write; bounds the parser's memory (some 60 bytes a level). */
    private static final int MAX_DEPTH = 500_000;

    /* Canonical names are off because a sender could make their hashes collide on purpose. */
    private static final JsonFactory JSON =
            new JsonFactoryBuilder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final JsonParser parser;
    private final Set<String> known;
    private final String expected;

    private DocumentJson(JsonParser parser, Set<String> known, String expected) {
        this.parser = parser;
        this.known = known;
        this.expected = expected;
    }

    /** Reads one object and nothing after it; a byte order mark before it is tolerated. */
    static DocumentFields read(String json) throws BadDocumentException {
        return read(json, DOCUMENT, "a field \"text\"");
    }

    /** Likewise, of a model record. */
    static DocumentFields readModel(String json) throws BadDocumentException {
        return read(json, MODEL, "a field \"path\" or \"repository\"");
    }

    private static DocumentFields read(String json, Set<String> known, String expected)
            throws BadDocumentException {
        String body = json.startsWith("\uFEFF") ? json.substring(1) : json;
        try (JsonParser parser = JSON.createParser(body)) {
            return new DocumentJson(parser, known, expected).object();
        } catch (JsonProcessingException e) {
            throw malformed(String.valueOf(e.getOriginalMessage()), e.getLocation());
        } catch (IOException e) {
            throw malformed(String.valueOf(e.getMessage()), null);
        }
    }

    private DocumentFields object() throws IOException, BadDocumentException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw malformed("the value is empty", parser.currentLocation());
        }
        if (first != JsonToken.START_OBJECT) {
            throw DocumentFields.invalid(
                    "the value is " + describe() + ", expected a JSON object with " + expected);
        }
        DocumentFields fields = fields();
        if (parser.nextToken() != null) {
            throw malformed(
                    describe() + " after the end of the document", parser.currentTokenLocation());
        }
        return fields;
    }

    private DocumentFields fields() throws IOException, BadDocumentException {
        DocumentFields fields = new DocumentFields();
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (!known.contains(name)) {
                parser.skipChildren();
                continue;
            }
            if (!seen.add(name)) {
                throw DocumentFields.invalid("field " + Quoted.of(name) + " is there twice");
            }
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                fields.put(name, value(name));
            }
        }
        return fields;
    }

    private Object value(String field) throws IOException, BadDocumentException {
        return switch (parser.currentToken()) {
            case START_ARRAY -> list();
            case START_OBJECT -> map(field);
            default -> scalar();
        };
    }

    private List<Object> list() throws IOException {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(scalar());
        }
        return items;
    }

    private Map<String, Object> map(String field) throws IOException, BadDocumentException {
        Map<String, Object> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (entries.put(name, scalar()) != null) {
                throw DocumentFields.invalid(
                        "field " + Quoted.of(field) + "." + Quoted.of(name) + " is there twice");
            }
        }
        return entries;
    }

    private Object scalar() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        DocumentFields.Other other = new DocumentFields.Other(describe());
        parser.skipChildren();
        return other;
    }

    private String describe() throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_ARRAY -> "a list";
            case START_OBJECT -> "an object";
            case VALUE_STRING -> "the string " + Quoted.of(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    "the number " + shortened(parser.getText());
            default -> parser.getText();
        };
    }

    private static String shortened(String number) {
        return number.length() <= Quoted.SHOWN ? number : number.substring(0, Quoted.SHOWN) + "...";
    }

    private static BadDocumentException malformed(String problem, @Nullable JsonLocation at) {
        String where =
                at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new BadDocumentException(
                MALFORMED,
                null,
                "invalid JSON" + where + ": " + problem(problem) + "; expected one JSON object");
    }

    /** The parser's own words can quote the input, and run over several lines. */
    private static String problem(String message) {
        String line = Quoted.escape(message.lines().findFirst().orElse("").strip());
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }
}
