package dev.limelight.pipeline.guard;

import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.GuardAction;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Parsed;
import dev.limelight.pipeline.document.Rejection;
import dev.limelight.pipeline.source.Withheld;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads records as documents, and does with what the guard finds as the policy says: every shell
 * reads documents with this one. Thread-safe; blocks while a model reads, where the guard has one.
 *
 * <p>What is withheld is taken out of the document before its language and its sentences are found,
 * so that a text with hidden characters gives what the text without them gives. All positions in
 * results are those of the document as it came in.
 */
public final class GuardedParser {

    private final DocumentParser parser;
    private final @Nullable Guard guard;

    /**
     * A parser with a guard.
     *
     * @param guard null for none: documents are read as they came in
     */
    public GuardedParser(DocumentParser parser, @Nullable Guard guard) {
        this.parser = parser;
        this.guard = guard;
    }

    /**
     * A parser with a guard that asks no model, or with none where a policy is off.
     *
     * @throws IllegalArgumentException if a detector that is on needs a model
     */
    public static GuardedParser of(DocumentParser parser, GuardPolicy policy) {
        return new GuardedParser(parser, policy.isOn() ? new Guard(policy, null) : null);
    }

    /**
     * The document of a record as models may read it, and what of it cannot be done.
     *
     * @param original the record as it came in
     * @throws dev.limelight.modelserver.api.ModelException if the guard's model fails
     */
    public Guarded parse(DocumentRecord record, InputRecord original) {
        Parsed parsed = parser.parse(record, original);
        Document document = parsed.document();
        if (guard == null || document == null) {
            return new Guarded(parsed, null);
        }
        GuardReport report = guard.inspect(document);
        return report.findings().isEmpty()
                ? new Guarded(parsed, report)
                : new Guarded(acted(record, parsed, document, report), report);
    }

    private Parsed acted(
            DocumentRecord record, Parsed parsed, Document document, GuardReport report) {
        boolean isQuarantined =
                report.findings().stream()
                        .anyMatch(finding -> finding.action() == GuardAction.QUARANTINE);
        if (isQuarantined) {
            return refused(parsed, Quarantine.of(report, Quarantine.FOUND));
        }
        Withholding withholding = Withholding.of(report);
        Withheld withheld = withholding.withheld();
        DocumentRecord rest = record.withText(withheld.removedFrom(record.text()));
        Parsed left = parser.parse(rest, document.original());
        boolean isNothing = left.rejections().stream().anyMatch(each -> each.task() == null);
        if (isNothing) {
            return withholding.isMasking()
                    ? refused(parsed, Quarantine.of(report, Quarantine.NOTHING_LEFT))
                    : whole(parsed, document);
        }
        Document readable = left.document();
        return new Parsed(
                readable == null ? null : readable.without(withheld, withholding.flags()),
                left.rejections());
    }

    /** A text of hidden characters only is read as it came in: there is nothing else to read. */
    private static Parsed whole(Parsed parsed, Document document) {
        return new Parsed(
                document.without(Withheld.NOTHING, List.of(Flag.GUARD_FINDINGS)),
                parsed.rejections());
    }

    private static Parsed refused(Parsed parsed, List<Rejection> quarantined) {
        return new Parsed(
                null, Stream.concat(parsed.rejections().stream(), quarantined.stream()).toList());
    }
}
