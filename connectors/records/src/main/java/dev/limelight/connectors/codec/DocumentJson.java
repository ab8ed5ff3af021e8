package dev.limelight.connectors.codec;

import static dev.limelight.connectors.record.DeadLetterCategory.MALFORMED;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.limelight.connectors.codec.format.FieldPaths;
import dev.limelight.connectors.codec.format.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a document, or of a model record, token by token. Parts that no path leads to
 * are skipped without recursion and without being kept, so that their depth and size do no harm.
 */
final class DocumentJson {
    private static final FieldPaths MODEL =
            FieldPaths.named(List.of("alias", "path", "repository", "revision"));

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
    private final FieldPaths paths;
    private final DocumentFields fields;

    private DocumentJson(JsonParser parser, FieldPaths paths) {
        this.parser = parser;
        this.paths = paths;
        this.fields = new DocumentFields(paths);
    }

    /** Reads one object and nothing after it; a byte order mark before it is tolerated. */
    static DocumentFields read(String json, FieldPaths paths) throws BadDocumentException {
        return read(json, paths, "a field " + Quoted.of(paths.path("text")));
    }

    /** Likewise, of a model record. */
    static DocumentFields readModel(String json) throws BadDocumentException {
        return read(json, MODEL, "a field \"path\" or \"repository\"");
    }

    private static DocumentFields read(String json, FieldPaths paths, String expected)
            throws BadDocumentException {
        String body = json.startsWith("\uFEFF") ? json.substring(1) : json;
        try (JsonParser parser = JSON.createParser(body)) {
            return new DocumentJson(parser, paths).document(expected);
        } catch (JsonProcessingException e) {
            throw malformed(String.valueOf(e.getOriginalMessage()), e.getLocation());
        } catch (IOException e) {
            throw malformed(String.valueOf(e.getMessage()), null);
        }
    }

    private DocumentFields document(String expected) throws IOException, BadDocumentException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw malformed("the value is empty", parser.currentLocation());
        }
        if (first != JsonToken.START_OBJECT) {
            throw DocumentFields.invalid(
                    "the value is " + describe() + ", expected a JSON object with " + expected);
        }
        object(paths.root());
        if (parser.nextToken() != null) {
            throw malformed(
                    describe() + " after the end of the document", parser.currentTokenLocation());
        }
        return fields;
    }

    /** Reads what lies at a place; as deep as paths are long. */
    private void value(Place place) throws IOException, BadDocumentException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (!place.isField() && !leadsOn(token, place)) {
            throw DocumentFields.invalid(
                    "field %s is %s, expected an object: the job looks for %s in it"
                            .formatted(
                                    Quoted.of(place.path()),
                                    describe(),
                                    Quoted.of(place.lookedFor())));
        }
        Object value =
                switch (token) {
                    case START_ARRAY -> list(place);
                    case START_OBJECT -> object(place);
                    default -> scalar();
                };
        place.fields().forEach(field -> fields.put(field, value));
    }

    private static boolean leadsOn(JsonToken token, Place place) {
        return token == JsonToken.START_OBJECT
                || (token == JsonToken.START_ARRAY && place.hasItems());
    }

    private List<@Nullable Object> list(Place place) throws IOException, BadDocumentException {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            Place item = place.below(String.valueOf(i));
            if (item != null) {
                value(item);
            } else if (place.isField()) {
                items.add(scalarOrNull());
            } else {
                parser.skipChildren();
            }
        }
        return items;
    }

    /** What is not looked at by itself, by name; only of a place that is a field. */
    private Map<String, Object> object(Place place) throws IOException, BadDocumentException {
        Map<String, Object> entries = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            Place below = place.below(name);
            parser.nextToken();
            if (below == null && !place.isField()) {
                parser.skipChildren();
                continue;
            }
            if (!seen.add(name)) {
                throw twice(place, below, name);
            }
            if (below != null) {
                value(below);
            } else {
                keep(name, entries);
            }
        }
        return entries;
    }

    private void keep(String name, Map<String, Object> entries) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            entries.put(name, scalar());
        }
    }

    private static BadDocumentException twice(Place place, @Nullable Place below, String name) {
        String where =
                below != null
                        ? Quoted.of(below.path())
                        : Quoted.of(place.path()) + "." + Quoted.of(name);
        return DocumentFields.invalid("field " + where + " is there twice");
    }

    private @Nullable Object scalarOrNull() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : scalar();
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
