package dev.limelight.pipeline.document;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.pipeline.document.layout.Lines;
import dev.limelight.pipeline.language.LanguageDetector;
import dev.limelight.pipeline.language.LanguageProfile;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.language.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks a record and finds its language and its sentences. Thread-safe; does not block.
 *
 * <p>Each task asked for ends up in the document or in a rejection; a rejection without a task
 * stands for all of them.
 */
public final class DocumentParser {

    /** The stage that dead letters of this package name. */
    public static final String STAGE = "document";

    private static final int SHOWN = 80;

    private final Tasks tasks;
    private final LanguageDetector detector = new LanguageDetector();
    private final Map<String, SentenceSplitter> splitters = new ConcurrentHashMap<>();

    public DocumentParser(Tasks tasks) {
        this.tasks = tasks;
    }

    /**
     * The document of a record, and what of it cannot be done.
     *
     * @param original the record as it came in
     */
    public Parsed parse(DocumentRecord record, InputRecord original) {
        Rejection whole = refusal(record);
        if (whole != null) {
            return new Parsed(null, List.of(whole));
        }
        List<String> accepted = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        for (String task : tasks.asked(record.tasks())) {
            if (tasks.known().contains(task)) {
                accepted.add(task);
            } else {
                rejections.add(unknownTask(task));
            }
        }
        boolean any = !accepted.isEmpty();
        return new Parsed(any ? document(record, original, accepted) : null, rejections);
    }

    private Document document(DocumentRecord record, InputRecord original, List<String> accepted) {
        String tag = language(record);
        LanguageProfile profile = Languages.profile(tag);
        return new Document(
                original,
                record.id(),
                record.text(),
                tag,
                splitter(profile).split(record.text()),
                accepted,
                record.metadata(),
                flags(tag, profile));
    }

    private String language(DocumentRecord record) {
        String declared = record.language();
        Optional<String> known =
                declared == null ? Optional.empty() : LanguageTags.canonical(declared);
        return known.filter(tag -> !tag.equals(LanguageTags.UNDETERMINED))
                .orElseGet(() -> detector.detect(record.text()));
    }

    private SentenceSplitter splitter(LanguageProfile profile) {
        return splitters.computeIfAbsent(profile.code(), any -> new SentenceSplitter(profile));
    }

    private static List<String> flags(String tag, LanguageProfile profile) {
        if (tag.equals(LanguageTags.UNDETERMINED)) {
            return List.of(Flags.LANGUAGE_UNDETERMINED);
        }
        return profile.generic() ? List.of(Flags.GENERIC_LANGUAGE_RULES) : List.of();
    }

    private static @Nullable Rejection refusal(DocumentRecord record) {
        if (record.text().chars().allMatch(unit -> Lines.isSpace((char) unit))) {
            String error = "text is blank, expected at least one character that is not white space";
            return new Rejection(null, STAGE, DeadLetterCategory.INVALID, error);
        }
        String declared = record.language();
        if (declared != null && LanguageTags.canonical(declared).isEmpty()) {
            String error =
                    "language \"%s\", expected %s"
                            .formatted(shown(declared), LanguageTags.EXPECTED);
            return new Rejection(null, STAGE, DeadLetterCategory.UNSUPPORTED_LANGUAGE, error);
        }
        return null;
    }

    private Rejection unknownTask(String task) {
        String error = "task \"%s\", expected %s".formatted(shown(task), tasks.expected());
        return new Rejection(task, STAGE, DeadLetterCategory.INVALID, error);
    }

    /** A bad value, short enough for a log line. */
    private static String shown(String value) {
        boolean fits = value.length() <= SHOWN;
        return fits ? value : value.substring(0, value.offsetByCodePoints(0, SHOWN / 2)) + "...";
    }
}
