package dev.limelight.pipeline.cli.input;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Parsed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Reads the input texts of a command, from files or standard input. */
public final class TextInput {

    private static final String STANDARD_INPUT = "-";
    private static final String STANDARD_INPUT_ID = "stdin";

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description =
                    "Texts in UTF-8; *.html and *.htm are pages of HTML, *.md and *.markdown are"
                            + " Markdown. Default, and for -: standard input.")
    private List<Path> files = List.of();

    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "The document's id. Default: the file's name without its ending, or stdin.")
    private @Nullable String id;

    @Option(names = "--html", description = "The text is a page of HTML, or a part of one.")
    private boolean html;

    @Option(names = "--markdown", description = "The text is Markdown.")
    private boolean markdown;

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * Reads them all, with the same checks as in the job, so that the same text is refused in the
     * same words.
     *
     * @param language BCP 47; null to detect it
     * @throws UsageException if a file is not there
     * @throws BadDocumentException if one is no text
     */
    public List<Document> read(@Nullable String language) throws IOException, BadDocumentException {
        if (id != null && files.size() > 1) {
            throw new UsageException(
                    "--id %s for %d files, expected one file".formatted(id, files.size()));
        }
        if (files.isEmpty()) {
            return List.of(standardInput(language));
        }
        List<Document> documents = new ArrayList<>();
        for (Path file : files) {
            boolean isFile = !file.toString().equals(STANDARD_INPUT);
            documents.add(isFile ? file(file, language) : standardInput(language));
        }
        return documents;
    }

    /**
     * Says on standard error that a command waits for a person to type, where that is so: nobody
     * else tells a silent wait from work.
     */
    public static void announce(PrintWriter err) {
        if (Terminal.isTerminal(0)) {
            err.println("reading standard input; Ctrl-D at the beginning of a line ends it");
            err.flush();
        }
    }

    private Document standardInput(@Nullable String language)
            throws IOException, BadDocumentException {
        announce(spec.commandLine().getErr());
        String name = Objects.requireNonNullElse(id, STANDARD_INPUT_ID);
        return document(name, "", System.in.readAllBytes(), type("text/plain"), language);
    }

    private Document file(Path file, @Nullable String language)
            throws IOException, BadDocumentException {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new UsageException(
                    "%s %s, expected a file with a text"
                            .formatted(Files.exists(file) ? "folder" : "no file", file));
        }
        String name = String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
        String type = type(InputDocument.textType(file));
        String where = files.size() > 1 ? file + ": " : "";
        return document(
                Objects.requireNonNullElse(id, name),
                where,
                Files.readAllBytes(file),
                type,
                language);
    }

    private static Document document(
            String id, String where, byte[] text, String type, @Nullable String language)
            throws BadDocumentException {
        var input =
                new InputRecord(
                        new SourcePosition("command-line", 0, 0),
                        System.currentTimeMillis(),
                        id.getBytes(StandardCharsets.UTF_8),
                        text,
                        Map.of("content-type", type));
        Parsed parsed = parsed(input, where, language);
        Document document = parsed.document();
        if (document == null) {
            throw new UsageException(where + parsed.rejections().get(0).failure().error());
        }
        return document;
    }

    private static Parsed parsed(InputRecord input, String where, @Nullable String language)
            throws BadDocumentException {
        try {
            DocumentRecord record = new DocumentDecoder().decode(input);
            return DocumentParser.ofTexts().parse(record.in(language), input);
        } catch (BadDocumentException e) {
            throw new BadDocumentException(e.category(), e.documentId(), where + e.getMessage());
        }
    }

    /**
     * The content type that the options ask for.
     *
     * @param otherwise what it is where none does
     */
    private String type(String otherwise) {
        if (html && markdown) {
            throw new UsageException("--html and --markdown, expected one of them");
        }
        return html ? "text/html" : markdown ? "text/markdown" : otherwise;
    }
}
