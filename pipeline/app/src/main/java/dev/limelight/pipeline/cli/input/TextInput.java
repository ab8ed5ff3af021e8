package dev.limelight.pipeline.cli.input;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.guard.Guarded;
import dev.limelight.pipeline.guard.GuardedParser;
import dev.limelight.pipeline.sink.GuardRecords;
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
        return read(language, GuardPolicy.OFF).stream().map(GuardedText::document).toList();
    }

    /**
     * Likewise, as the guard's policy lets models read them.
     *
     * @throws BadDocumentException if one is no text, or is quarantined
     */
    public List<GuardedText> read(@Nullable String language, GuardPolicy policy)
            throws IOException, BadDocumentException {
        if (id != null && files.size() > 1) {
            throw new UsageException(
                    "--id %s for %d files, expected one file".formatted(id, files.size()));
        }
        var parser = GuardedParser.of(DocumentParser.ofTexts(), policy);
        if (files.isEmpty()) {
            return List.of(standardInput(language, parser));
        }
        List<GuardedText> texts = new ArrayList<>();
        for (Path file : files) {
            boolean isFile = !file.toString().equals(STANDARD_INPUT);
            texts.add(isFile ? file(file, language, parser) : standardInput(language, parser));
        }
        return texts;
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

    private GuardedText standardInput(@Nullable String language, GuardedParser parser)
            throws IOException, BadDocumentException {
        announce(spec.commandLine().getErr());
        String name = Objects.requireNonNullElse(id, STANDARD_INPUT_ID);
        InputRecord input = input(name, System.in.readAllBytes(), type("text/plain"));
        return text(input, "", language, parser);
    }

    private GuardedText file(Path file, @Nullable String language, GuardedParser parser)
            throws IOException, BadDocumentException {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new UsageException(
                    "%s %s, expected a file with a text"
                            .formatted(Files.exists(file) ? "folder" : "no file", file));
        }
        String name = String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
        String type = type(InputDocument.textType(file));
        String where = files.size() > 1 ? file + ": " : "";
        String named = Objects.requireNonNullElse(id, name);
        return text(input(named, Files.readAllBytes(file), type), where, language, parser);
    }

    private static InputRecord input(String id, byte[] text, String type) {
        return new InputRecord(
                new SourcePosition("command-line", 0, 0),
                System.currentTimeMillis(),
                id.getBytes(StandardCharsets.UTF_8),
                text,
                Map.of("content-type", type));
    }

    private static GuardedText text(
            InputRecord input, String where, @Nullable String language, GuardedParser parser)
            throws BadDocumentException {
        Guarded guarded = guarded(input, where, language, parser);
        Document document = guarded.parsed().document();
        if (document == null) {
            Failure failure = guarded.parsed().rejections().get(0).failure();
            if (failure.category() == DeadLetterCategory.QUARANTINED) {
                throw new BadDocumentException(failure.category(), null, where + failure.error());
            }
            throw new UsageException(where + failure.error());
        }
        return new GuardedText(document, GuardRecords.alert(guarded, System.currentTimeMillis()));
    }

    private static Guarded guarded(
            InputRecord input, String where, @Nullable String language, GuardedParser parser)
            throws BadDocumentException {
        try {
            DocumentRecord record = new DocumentDecoder().decode(input);
            return parser.parse(record.in(language), input);
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
