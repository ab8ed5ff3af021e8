package dev.limelight.pipeline.cli.demo;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.GuardFinding;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import dev.limelight.pipeline.cli.input.InputDocument;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The texts of the sent documents, to be shown beside their translations. A result names its
 * document by an id that several may share; of these, the document whose sentences match the
 * segments of the translation is taken. Not thread-safe.
 */
final class Sources {

    private final Map<String, List<DocumentRecord>> byId = new HashMap<>();
    private final DocumentParser parser = DocumentParser.ofTexts();
    private final Map<DocumentRecord, InputDocument> inputs = new HashMap<>();

    /** The texts of documents; those that the job refuses have none. */
    Sources(List<InputDocument> documents) {
        documents.forEach(this::add);
    }

    /** The text that was translated; empty where no document fits the translation. */
    Optional<String> of(TranslationRecord translation) {
        List<DocumentRecord> fitting =
                byId.getOrDefault(translation.documentId(), List.of()).stream()
                        .filter(record -> holds(record, translation.segments()))
                        .toList();
        return fitting.stream()
                .filter(record -> fitting.size() == 1 || isDivided(record, translation.segments()))
                .findFirst()
                .or(() -> fitting.stream().findFirst())
                .map(DocumentRecord::text);
    }

    /** The text that an alert is about; empty where no document is as long as its findings say. */
    Optional<String> of(GuardAlertRecord alert) {
        int end = alert.findings().stream().mapToInt(GuardFinding::end).max().orElse(0);
        return byId.getOrDefault(alert.documentId(), List.of()).stream()
                .map(DocumentRecord::text)
                .filter(text -> text.codePointCount(0, text.length()) >= end)
                .findFirst();
    }

    private void add(InputDocument document) {
        try {
            DocumentRecord record = document.record();
            inputs.put(record, document);
            byId.computeIfAbsent(String.valueOf(record.id()), any -> new ArrayList<>()).add(record);
        } catch (BadDocumentException e) {
            // The job refuses it too, so no result will ask for it.
        }
    }

    private static boolean holds(DocumentRecord record, List<TranslationSegment> segments) {
        int end = segments.stream().mapToInt(TranslationSegment::sourceEnd).max().orElse(0);
        String text = Objects.requireNonNullElse(record.text(), "");
        return text.codePointCount(0, text.length()) >= end;
    }

    /** Whether its sentences are the segments. */
    private boolean isDivided(DocumentRecord record, List<TranslationSegment> segments) {
        try {
            Document document =
                    Objects.requireNonNull(inputs.get(record)).parsed(parser).document();
            return document != null
                    && starts(document)
                            .equals(segments.stream().map(each -> each.sourceStart()).toList());
        } catch (BadDocumentException e) {
            return false;
        }
    }

    private static List<Integer> starts(Document document) {
        String text = document.text();
        return document.sentences().stream()
                .map(Sentence::start)
                .map(start -> text.codePointCount(0, start))
                .toList();
    }
}
