package dev.limelight.pipeline.cli.input;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.connectors.codec.ContentType;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Parsed;
import dev.limelight.pipeline.guard.Guarded;
import dev.limelight.pipeline.guard.GuardedParser;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds a document. {@code *.txt} is a text, {@code *.html} a page and {@code *.md}
 * Markdown, whose id is the file's name without its ending; {@code *.json} is one document record.
 * Endings may be in capitals. The job checks the content.
 *
 * @param key the record key
 * @param value the file's bytes
 * @param type the content type of a text or a page; null of a record
 */
public record InputDocument(String key, byte[] value, @Nullable String type) {

    /** The usual endings of texts, for messages; a record's is another. */
    public static final String TEXTS = texts();

    static final String EXPECTED = TEXTS + " or *.json";

    /** The content types by the files' endings; empty for a record. */
    private static final Map<String, String> TYPES = types();

    /** The document in a file. */
    public static InputDocument of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("no file %s, expected %s".formatted(file, EXPECTED));
        }
        String type = TYPES.get(ending(file));
        if (type == null || !isDocument(file)) {
            throw new UsageException("file %s, expected %s".formatted(file, EXPECTED));
        }
        return new InputDocument(
                name(file), Files.readAllBytes(file), type.isEmpty() ? null : type);
    }

    /** Whether it is a file that is read: it has a name before one of the endings. */
    public static boolean isDocument(Path file) {
        return TYPES.containsKey(ending(file))
                && !name(file).isEmpty()
                && Files.isRegularFile(file);
    }

    /** The file's name without its ending. */
    public static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ending(file).length());
    }

    /** The ending of a file's name in small letters, with its dot; empty where there is none. */
    public static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    }

    /** What kind of text a file's ending says that it is; plain where it says nothing. */
    static String textType(Path file) {
        String type = TYPES.getOrDefault(ending(file), "");
        return type.isEmpty() ? ContentType.TEXT.mediaType() : type;
    }

    private static Map<String, String> types() {
        Map<String, String> types = new HashMap<>(Map.of(".json", ""));
        formats()
                .forEach(
                        format ->
                                format.endings()
                                        .forEach(end -> types.put("." + end, format.mediaType())));
        return Map.copyOf(types);
    }

    private static String texts() {
        return formats().map(format -> "*." + format.ending()).collect(Collectors.joining(", "));
    }

    /** All formats of text that a record can have. */
    private static Stream<SourceFormat> formats() {
        return Arrays.stream(ContentType.values())
                .flatMap(type -> SourceFormat.ofMediaType(type.mediaType()).stream());
    }

    /**
     * The record that the job makes of it, so that its id and its text are those in its results.
     *
     * @throws BadDocumentException if the job refuses it
     */
    public DocumentRecord record() throws BadDocumentException {
        return new DocumentDecoder().decode(input());
    }

    /** Sends documents and waits until the broker has them. */
    public static void send(List<InputDocument> documents, KafkaSettings settings) {
        try (var producer = new DocumentProducer(settings)) {
            documents.forEach(document -> document.sendTo(producer));
            producer.flush();
        }
    }

    /**
     * Results that the job owes it: a dead letter for each task or language that it cannot do, a
     * summary, a translation into each other language; one in all where the document is refused as
     * a whole.
     */
    public int answers(GuardedParser parser) {
        try {
            Parsed parsed = guarded(parser).parsed();
            Document document = parsed.document();
            int summaries = document != null && document.isSummarized() ? 1 : 0;
            int translations = document == null ? 0 : document.targets().size();
            return parsed.rejections().size() + summaries + translations;
        } catch (BadDocumentException e) {
            return 1;
        }
    }

    /** Whether the guard raises an alert for it. */
    public boolean isAlerting(GuardedParser parser) {
        try {
            return guarded(parser).hasFindings();
        } catch (BadDocumentException e) {
            return false;
        }
    }

    /** What there is in it, without the guard. */
    public Parsed parsed(DocumentParser parser) throws BadDocumentException {
        return parser.parse(record(), input());
    }

    /** What the document stage makes of it. */
    private Guarded guarded(GuardedParser parser) throws BadDocumentException {
        return parser.parse(record(), input());
    }

    private InputRecord input() {
        byte[] id = key.getBytes(StandardCharsets.UTF_8);
        return new InputRecord(new SourcePosition("", 0, 0), 0, id, value, headers());
    }

    /**
     * Sends it.
     *
     * @return false if it was too large and became a dead letter
     */
    public boolean sendTo(DocumentProducer producer) {
        return producer.send(key.getBytes(StandardCharsets.UTF_8), value, headers());
    }

    private Map<String, String> headers() {
        return type == null ? Map.of() : Map.of("content-type", type);
    }
}
