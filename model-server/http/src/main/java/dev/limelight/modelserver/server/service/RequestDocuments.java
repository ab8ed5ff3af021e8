package dev.limelight.modelserver.server.service;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.server.request.GuardRequest;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.guard.Guard;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.guard.GuardReport;
import dev.limelight.pipeline.guard.Guarded;
import dev.limelight.pipeline.guard.GuardedParser;
import dev.limelight.pipeline.sink.GuardRecords;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes documents of the texts in requests, with the checks and the guard of the job, so that the
 * same text is refused in the same words. Thread-safe.
 */
final class RequestDocuments implements TextGuard {

    private static final SourcePosition NOWHERE = new SourcePosition("http", 0, 0);

    private final DocumentParser parser = DocumentParser.ofTexts();
    private final GuardPolicy policy;

    /**
     * With a guard.
     *
     * @param policy of whoever runs the server; requests may ask for a stricter one
     */
    RequestDocuments(GuardPolicy policy) {
        this.policy = policy;
    }

    /**
     * The text of a request.
     *
     * @param language BCP 47; null to detect it
     * @param rules of the guard, by detector, stricter than the server's
     * @throws ModelException {@code INVALID} with why it cannot be a document
     * @throws QuarantinedException if the policy gives no output for it
     */
    RequestText text(
            String id,
            String text,
            @Nullable String language,
            Map<String, String> metadata,
            Map<String, String> rules) {
        Guarded guarded =
                GuardedParser.of(parser, policy(rules))
                        .parse(record(id, text, language, metadata), input(id, text));
        Document document = guarded.parsed().document();
        if (document == null) {
            throw refused(guarded.parsed().rejections().get(0).failure());
        }
        GuardReport report = guarded.report();
        return new RequestText(document, report == null ? null : alert(report));
    }

    /** Looks by the server's policy, or by the usual one where the server's is off. */
    @Override
    public GuardAlertRecord inspect(GuardRequest request) {
        GuardPolicy asked = policy(request.policy());
        GuardPolicy used = asked.isOn() ? asked : GuardPolicy.OF_TEXT;
        var plain =
                parser.parse(
                        record(request.id(), request.text(), request.language(), Map.of()),
                        input(request.id(), request.text()));
        Document document = plain.document();
        if (document == null) {
            throw refused(plain.rejections().get(0).failure());
        }
        return alert(new Guard(used, null).inspect(document));
    }

    private GuardPolicy policy(Map<String, String> rules) {
        GuardPolicy asked;
        try {
            asked = policy.stricter(rules);
        } catch (IllegalArgumentException e) {
            throw new ModelException(Category.INVALID, "policy: " + e.getMessage(), e);
        }
        if (Guard.needsVectors(asked)) {
            throw new ModelException(
                    Category.INVALID,
                    "policy: a detector of %s asks a model, expected those that do not"
                            .formatted(rules.keySet()));
        }
        return asked;
    }

    private static GuardAlertRecord alert(GuardReport report) {
        return GuardRecords.alert(report, System.currentTimeMillis());
    }

    private static RuntimeException refused(Failure failure) {
        return failure.category() == DeadLetterCategory.QUARANTINED
                ? new QuarantinedException(failure.error())
                : new ModelException(Category.INVALID, failure.error());
    }

    private static DocumentRecord record(
            String id, String text, @Nullable String language, Map<String, String> metadata) {
        return new DocumentRecord(id, text, null, language, null, null, metadata);
    }

    private static InputRecord input(String id, String text) {
        return new InputRecord(
                NOWHERE,
                System.currentTimeMillis(),
                id.getBytes(StandardCharsets.UTF_8),
                text.getBytes(StandardCharsets.UTF_8),
                Map.of());
    }
}
