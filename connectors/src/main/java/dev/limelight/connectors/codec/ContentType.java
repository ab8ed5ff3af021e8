package dev.limelight.connectors.codec;

import static dev.limelight.connectors.record.DeadLetterCategory.INVALID;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a value is to be read. */
enum ContentType {
    JSON,
    TEXT,
    HTML;

    static final String HEADER = "content-type";

    /** The types that mean "a JSON document", besides {@code application/*+json}. */
    private static final List<String> JSON_TYPES =
            List.of("", "application/json", "text/json", "application/octet-stream");

    /** Reads the header; without it the value is JSON. Names and values ignore case. */
    static ContentType of(Map<String, String> headers) throws BadDocumentException {
        String header = header(headers);
        String[] parts = header.split(";", -1);
        checkCharset(header, parts);
        String type = parts[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals("text/plain")) {
            return TEXT;
        }
        if (type.equals("text/html")) {
            return HTML;
        }
        if (JSON_TYPES.contains(type) || type.endsWith("+json")) {
            return JSON;
        }
        throw new BadDocumentException(
                INVALID,
                null,
                "header content-type is "
                        + Quoted.of(header)
                        + ", expected text/plain, text/html or application/json");
    }

    private static String header(Map<String, String> headers) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(HEADER)) {
                return header.getValue();
            }
        }
        return "";
    }

    private static void checkCharset(String header, String[] parts) throws BadDocumentException {
        for (String parameter : Arrays.asList(parts).subList(1, parts.length)) {
            String[] pair = parameter.split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("charset")) {
                checkCharset(header, pair[1].strip().replace("\"", ""));
            }
        }
    }

    private static void checkCharset(String header, String charset) throws BadDocumentException {
        boolean utf8 =
                List.of("utf-8", "utf8", "us-ascii", "ascii")
                        .contains(charset.toLowerCase(Locale.ROOT));
        if (!utf8) {
            throw new BadDocumentException(
                    INVALID,
                    null,
                    "header content-type is " + Quoted.of(header) + ", expected charset utf-8");
        }
    }
}
