package dev.limelight.modelserver.server.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.limelight.connectors.codec.RecordCodec;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Reads and writes the server's JSON. */
public final class JsonText {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** Code points of a value in an error message. */
    private static final int SHOWN = 60;

    private JsonText() {}

    /** Writes a value without fields that are null. */
    public static String write(Object value) {
        return GSON.toJson(value);
    }

    /** Writes the records of the topics, or a record of them, as the topics have them. */
    public static String writeRecord(Record record) {
        return new String(RecordCodec.encode(record), StandardCharsets.UTF_8);
    }

    /**
     * Reads a body: UTF-8 by the letter, one JSON object by the letter, nothing after it.
     *
     * @throws HttpError {@code INVALID} with where it stops being that
     */
    static JsonObject object(byte[] body) {
        JsonElement element = element(utf8(body, "the body"));
        if (!element.isJsonObject()) {
            throw invalid("the body is %s, expected a JSON object".formatted(shown(element)));
        }
        return element.getAsJsonObject();
    }

    /** A value for an error message, short. */
    static String shown(JsonElement value) {
        return shown(value.toString());
    }

    /** A text for an error message, short. */
    static String shown(String text) {
        boolean fits = text.codePointCount(0, text.length()) <= SHOWN;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...";
    }

    private static JsonElement element(String json) {
        if (json.isBlank()) {
            throw invalid("the body is empty, expected a JSON object");
        }
        var reader = new JsonReader(new StringReader(json));
        reader.setStrictness(Strictness.STRICT);
        JsonElement element;
        try {
            element = JsonParser.parseReader(reader);
        } catch (JsonParseException | StackOverflowError e) {
            throw invalid("the body is not JSON (%s), expected a JSON object".formatted(reason(e)));
        }
        if (!isAtEnd(reader)) {
            throw invalid("the body goes on after its JSON, expected its end");
        }
        return element;
    }

    private static HttpError invalid(String message) {
        return HttpError.invalid(message).asLibreTranslate("Invalid JSON format");
    }

    private static boolean isAtEnd(JsonReader reader) {
        try {
            return reader.peek() == JsonToken.END_DOCUMENT;
        } catch (IOException e) {
            return false;
        }
    }

    /** Gson's first line, without the names of its classes and its advice to programmers. */
    private static String reason(Throwable error) {
        String message = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
        return message.replaceFirst("^[\\w.]+(Exception|Error): ", "")
                .replaceFirst("^Use JsonReader.* to accept malformed JSON", "malformed");
    }

    /**
     * Reads text by the letter.
     *
     * @param what it is, for the error
     * @throws HttpError {@code INVALID} if it is not UTF-8
     */
    public static String utf8(byte[] bytes, String what) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw HttpError.invalid(
                    "%s is invalid UTF-8 at byte %d (0x%02X), expected UTF-8"
                            .formatted(what, in.position(), bytes[in.position()] & 0xFF));
        }
        return out.flip().toString();
    }
}
