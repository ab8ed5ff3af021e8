package dev.limelight.pipeline.document;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.Stage;
import dev.limelight.pipeline.language.LanguageDetector;
import dev.limelight.pipeline.language.LanguageProfile;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.language.Languages;
import dev.limelight.pipeline.source.SourceText;
import dev.limelight.pipeline.source.Withheld;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.text.markup.MarkupException;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a record and finds its language and its sentences. Thread-safe; does not block.
 *
 * <p>Each task asked for ends up in the document or in a rejection; a rejection without a task
 * stands for all of them.
 */
public final class DocumentParser {

    private static final int SHOWN = 80;
    private static final String UNKNOWN =
            "a language that nobody can tell (the document names none)";

    private final Tasks tasks;
    private final Routes routes;
    private final LanguageDetector detector = new LanguageDetector();
    private final Map<String, SentenceSplitter> splitters = new ConcurrentHashMap<>();

    /** A parser for a job that does not translate. */
    public DocumentParser(Tasks tasks) {
        this(tasks, Routes.NONE);
    }

    /**
     * A parser for texts that come without tasks: what is done with them is the caller's to say.
     */
    public static DocumentParser ofTexts() {
        return new DocumentParser(new Tasks(Set.of(Tasks.SUMMARIZE), List.of(Tasks.SUMMARIZE)));
    }

    /** A parser that takes the tasks and the language pairs that the job can do. */
    public DocumentParser(Tasks tasks, Routes routes) {
        this.tasks = tasks;
        this.routes = routes;
    }

    /**
     * The document of a record, and what of it cannot be done.
     *
     * @param original the record as it came in
     */
    public Parsed parse(DocumentRecord record, InputRecord original) {
        try {
            return parse(record, original, SourceText.of(format(record), record.text()));
        } catch (MarkupException e) {
            return new Parsed(null, List.of(invalid(String.valueOf(e.getMessage()))));
        }
    }

    private Parsed parse(DocumentRecord record, InputRecord original, SourceText content) {
        Rejection whole = refusal(record, content);
        if (whole != null) {
            return new Parsed(null, List.of(whole));
        }
        String tag = language(record, content);
        List<String> accepted = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        for (String task : tasks.asked(record.tasks(), record.targets())) {
            if (!tasks.known().contains(task)) {
                rejections.add(unknownTask(task));
            } else if (task.equals(Tasks.TRANSLATE)) {
                targets(record, tag, targets, rejections);
            } else {
                accepted.add(task);
            }
        }
        if (!targets.isEmpty()) {
            accepted.add(Tasks.TRANSLATE);
        }
        boolean any = !accepted.isEmpty();
        Document document =
                any ? document(record, original, content, tag, accepted, targets) : null;
        return new Parsed(document, rejections);
    }

    /**
     * Puts each target language to where it belongs, once however often it is asked for; a document
     * without any gets the defaults.
     */
    private void targets(
            DocumentRecord record, String tag, List<String> accepted, List<Rejection> rejected) {
        List<String> asked = Objects.requireNonNullElse(record.targets(), List.of());
        List<String> wanted = asked.isEmpty() ? routes.targets() : asked;
        for (String target : LanguageTags.distinct(wanted)) {
            if (routes.leads(tag, target)) {
                accepted.add(target);
            } else {
                rejected.add(noRoute(tag, target));
            }
        }
        if (wanted.isEmpty()) {
            rejected.add(noTarget());
        }
    }

    private Rejection noRoute(String source, String target) {
        boolean unknown = source.equals(LanguageTags.UNDETERMINED);
        String error =
                "translation from %s into \"%s\", expected %s"
                        .formatted(unknown ? UNKNOWN : source, shown(target), routes.expected());
        return rejection(Tasks.TRANSLATE, DeadLetterCategory.UNSUPPORTED_LANGUAGE, error);
    }

    private static Rejection noTarget() {
        String error = "no targets, expected languages to translate into, such as [\"de\"]";
        return rejection(Tasks.TRANSLATE, DeadLetterCategory.INVALID, error);
    }

    private Document document(
            DocumentRecord record,
            InputRecord original,
            SourceText content,
            String tag,
            List<String> accepted,
            List<String> targets) {
        LanguageProfile profile = Languages.profile(tag);
        return new Document(
                original,
                record.id(),
                content.text(),
                tag,
                SourceSentences.of(content, splitter(profile)),
                accepted,
                targets,
                record.metadata(),
                flags(content, tag, profile),
                content.format(),
                Withheld.NOTHING);
    }

    private String language(DocumentRecord record, SourceText content) {
        return Stream.of(record.language(), content.language())
                .filter(Objects::nonNull)
                .flatMap(declared -> LanguageTags.canonical(declared).stream())
                .filter(tag -> !tag.equals(LanguageTags.UNDETERMINED))
                .findFirst()
                .orElseGet(() -> detector.detect(content.text()));
    }

    private SentenceSplitter splitter(LanguageProfile profile) {
        return splitters.computeIfAbsent(profile.code(), any -> new SentenceSplitter(profile));
    }

    private static List<Flag> flags(SourceText source, String tag, LanguageProfile profile) {
        List<Flag> flags = new ArrayList<>();
        if (tag.equals(LanguageTags.UNDETERMINED)) {
            flags.add(Flag.LANGUAGE_UNDETERMINED);
        } else if (profile.generic()) {
            flags.add(Flag.GENERIC_LANGUAGE_RULES);
        }
        if (!source.isComplete()) {
            flags.add(Flag.MARKUP_UNREAD);
        }
        return List.copyOf(flags);
    }

    private static SourceFormat format(DocumentRecord record) {
        return SourceFormat.ofMediaType(record.contentType()).orElse(SourceFormat.TXT);
    }

    private static @Nullable Rejection refusal(DocumentRecord record, SourceText content) {
        if (content.text().chars().allMatch(unit -> Lines.isSpace((char) unit))) {
            return invalid(content.format().blank());
        }
        String declared = record.language();
        if (declared != null && LanguageTags.canonical(declared).isEmpty()) {
            String error =
                    "language \"%s\", expected %s"
                            .formatted(shown(declared), LanguageTags.EXPECTED);
            return rejection(null, DeadLetterCategory.UNSUPPORTED_LANGUAGE, error);
        }
        return null;
    }

    private static Rejection rejection(
            @Nullable String task, DeadLetterCategory category, String error) {
        return new Rejection(task, new Failure(Stage.DOCUMENT, category, error));
    }

    private static Rejection invalid(String error) {
        return rejection(null, DeadLetterCategory.INVALID, error);
    }

    private Rejection unknownTask(String task) {
        String error = "task \"%s\", expected %s".formatted(shown(task), tasks.expected());
        return rejection(task, DeadLetterCategory.INVALID, error);
    }

    /** A bad value, short enough for a log line. */
    private static String shown(String value) {
        boolean fits = value.length() <= SHOWN;
        return fits ? value : value.substring(0, value.offsetByCodePoints(0, SHOWN / 2)) + "...";
    }
}
