package dev.limelight.connectors.codec;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.limelight.connectors.record.DocumentRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes and reads the JSON of records: UTF-8, camelCase, without null fields, bytes in base64,
 * categories by their wire names, maps in the order of their keys, so that equal records give equal
 * bytes.
 *
 * <p>Any record of {@code dev.limelight.connectors.record} can be written and read. To read a
 * stranger's document use {@link DocumentDecoder}, which says what is wrong with it.
 */
public final class RecordCodec {
    private static final ObjectMapper MAPPER = mapper();

    private RecordCodec() {}

    /**
     * Writes a record as JSON in UTF-8.
     *
     * @throws IllegalArgumentException if a number is not finite or a string holds a lone
     *     surrogate: the contract has no way to write them
     */
    public static byte[] encode(Record record) {
        try {
            return MAPPER.writeValueAsBytes(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot write a "
                            + record.getClass().getSimpleName()
                            + ": "
                            + Quoted.escape(String.valueOf(e.getOriginalMessage())),
                    e);
        }
    }

    /** The JSON of {@link #encode} as a text. */
    public static String json(Record record) {
        return new String(encode(record), StandardCharsets.UTF_8);
    }

    /**
     * Reads a record that {@link #encode} wrote, now or in another version: unknown fields are
     * passed over.
     *
     * @throws IOException if the bytes are not JSON, or a field is of another type
     */
    public static <T extends Record> T decode(byte[] json, Class<T> type) throws IOException {
        T record = MAPPER.readValue(json, type);
        if (record == null) {
            throw new IOException("found null, expected a " + type.getSimpleName());
        }
        return record;
    }

    private static ObjectMapper mapper() {
        SimpleModule strict = new SimpleModule("strict");
        strict.addSerializer(Double.class, new FiniteDouble());
        strict.addSerializer(double.class, new FiniteDouble());
        strict.addSerializer(String.class, new ValidText());
        ObjectMapper mapper =
                JsonMapper.builder()
                        .defaultPropertyInclusion(
                                JsonInclude.Value.construct(
                                        JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .addModule(strict)
                        .addMixIn(DocumentRecord.class, PlainDocument.class)
                        .build();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
        return mapper;
    }

    /** The type of a text is its record's header, and no field of the JSON. */
    private interface PlainDocument {
        @JsonIgnore
        @SuppressWarnings("UnusedMethod") // Jackson reads its annotation
        String contentType();
    }

    /** Jackson would write a quoted "NaN", which no reader of numbers expects. */
    private static final class FiniteDouble extends StdScalarSerializer<Double> {
        FiniteDouble() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            if (!Double.isFinite(value)) {
                provider.reportMappingProblem("found %s, expected a finite number", value);
            }
            out.writeNumber(value);
        }
    }

    /** Jackson would write half a character as an escape that strict readers refuse. */
    private static final class ValidText extends StdScalarSerializer<String> {
        ValidText() {
            super(String.class);
        }

        @Override
        public void serialize(String value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            int offset = Unicode.loneSurrogate(value);
            if (offset >= 0) {
                provider.reportMappingProblem(
                        "found a lone surrogate at code point offset %d of %s, expected Unicode",
                        offset, Quoted.of(value));
            }
            out.writeString(value);
        }
    }
}
