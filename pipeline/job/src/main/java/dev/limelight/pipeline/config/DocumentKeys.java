package dev.limelight.pipeline.config;

import dev.limelight.connectors.codec.ContentType;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.codec.DocumentFormat;
import dev.limelight.connectors.codec.format.FieldPath;
import dev.limelight.connectors.codec.format.PassedHeaders;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys under {@code document.}: the form of input documents. */
final class DocumentKeys {

    private static final String TEXT = "document.fields.text";

    private DocumentKeys() {}

    static DocumentConfig read(Settings settings) {
        int maxCharacters =
                settings.integer(
                        "document.max-characters", DocumentDecoder.DEFAULT_MAX_CHARACTERS, 1);
        ContentType type =
                settings.read(
                        "document.content-type",
                        ContentType.JSON,
                        ContentType::named,
                        ContentType.EXPECTED);
        PassedHeaders headers =
                settings.read(
                        "document.headers",
                        PassedHeaders.ALL,
                        PassedHeaders::parse,
                        PassedHeaders.EXPECTED);
        return new DocumentConfig(maxCharacters, DocumentFormat.of(type, paths(settings)), headers);
    }

    private static Map<String, FieldPath> paths(Settings settings) {
        Map<String, FieldPath> paths = new HashMap<>();
        for (String field : DocumentFormat.FIELDS) {
            path(settings, "document.fields." + field, field)
                    .ifPresent(path -> paths.put(field, path));
        }
        return paths;
    }

    /** Where a field lies; empty where it is not to be read. */
    private static Optional<FieldPath> path(Settings settings, String key, String field) {
        boolean needed = key.equals(TEXT);
        return settings.read(
                key,
                Optional.of(FieldPath.parse(field)),
                value ->
                        value.isEmpty() && !needed
                                ? Optional.empty()
                                : Optional.of(FieldPath.parse(value)),
                FieldPath.EXPECTED + (needed ? "" : ", or nothing for a field that is not read"));
    }
}
