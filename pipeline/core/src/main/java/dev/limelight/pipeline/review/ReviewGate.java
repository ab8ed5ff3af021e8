package dev.limelight.pipeline.review;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.ReviewReason;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.review.risk.RiskCurve;
import dev.limelight.pipeline.review.risk.SummaryRules;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides of each output whether it goes out or is held for a person. Stateless. */
public final class ReviewGate implements Serializable {

    /** So many say enough, and a review has a bounded size. */
    private static final int MOST_REASONS = 50;

    private final ReviewPolicy policy;

    /** Decides by a policy. */
    public ReviewGate(ReviewPolicy policy) {
        this.policy = policy;
    }

    /**
     * The output as it is to be held; null where it may go out.
     *
     * @param task a name of {@link Tasks}
     * @param target BCP 47 of a translation; null for others
     * @param outputs the records of the result, itself first
     */
    public @Nullable Held held(
            Document document, String task, @Nullable String target, List<OutputRecord> outputs) {
        String route = target == null ? task : document.language() + "-" + target;
        ReviewMode mode = policy.mode(route);
        if (mode == ReviewMode.OFF) {
            return null;
        }
        String id = id(document.original().source(), task, target);
        String source = document.source().source();
        Judged judged = judged(document, source, task, outputs.get(0));
        List<ReviewReason> reasons = reasons(mode, id, judged);
        return reasons.isEmpty()
                ? null
                : new Held(
                        id,
                        document.id(),
                        task,
                        target,
                        document.original(),
                        source,
                        outputs,
                        reasons,
                        judged.risk,
                        document.metadata());
    }

    /** The id of a review: the same for the same work, also after a failure. */
    static String id(SourcePosition source, String task, @Nullable String target) {
        String id = source.partition() + "-" + source.offset() + "-" + task;
        return target == null ? id : id + "-" + target;
    }

    /** What speaks against an output. */
    private record Judged(@Nullable Double risk, List<ReviewReason> reasons) {}

    private List<ReviewReason> reasons(ReviewMode mode, String id, Judged judged) {
        List<ReviewReason> reasons = new ArrayList<>();
        if (mode != ReviewMode.SAMPLE) {
            reasons.addAll(judged.reasons);
            Double risk = judged.risk;
            if (risk != null && risk > policy.risk()) {
                reasons.add(
                        ReviewReason.of(
                                "risk",
                                String.format(
                                        Locale.ROOT,
                                        "a risk of %.2f, above %.2f",
                                        risk,
                                        policy.risk())));
            }
        }
        if (reasons.isEmpty() && mode == ReviewMode.ALL) {
            reasons.add(ReviewReason.of("policy", "all outputs of this route are reviewed"));
        }
        if (reasons.isEmpty() && policy.isSampled(id)) {
            reasons.add(policy.sampled());
        }
        return List.copyOf(reasons.subList(0, Math.min(reasons.size(), MOST_REASONS)));
    }

    private Judged judged(Document document, String source, String task, OutputRecord result) {
        return task.equals(Tasks.TRANSLATE)
                ? judged(decoded(result, TranslationRecord.class))
                : judged(document, source, decoded(result, SummaryRecord.class));
    }

    private Judged judged(TranslationRecord translation) {
        List<ReviewReason> reasons = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (int i = 0; i < translation.segments().size(); i++) {
            TranslationSegment segment = translation.segments().get(i);
            for (Flag flag : hard(segment.flags())) {
                placed.add(flag.wireName());
                reasons.add(
                        new ReviewReason(
                                flag.wireName(),
                                flag.meaning(),
                                segment.sourceStart(),
                                segment.sourceEnd(),
                                i));
            }
        }
        hard(translation.flags()).stream()
                .filter(flag -> !placed.contains(flag.wireName()))
                .forEach(flag -> reasons.add(reason(flag)));
        return new Judged(RiskCurve.SHIPPED.risk(translation.quality()), reasons);
    }

    private Judged judged(Document document, String source, SummaryRecord summary) {
        List<ReviewReason> reasons = new ArrayList<>();
        hard(summary.flags()).forEach(flag -> reasons.add(reason(flag)));
        reasons.addAll(SummaryRules.reasons(summary, document.text(), source));
        return new Judged(null, reasons);
    }

    private List<Flag> hard(List<String> names) {
        return policy.hard().stream()
                .filter(flag -> names.contains(flag.wireName()))
                .sorted()
                .toList();
    }

    private static ReviewReason reason(Flag flag) {
        return ReviewReason.of(flag.wireName(), flag.meaning());
    }

    static <T extends Record> T decoded(OutputRecord result, Class<T> type) {
        byte[] value = result.value();
        try {
            return RecordCodec.decode(value == null ? new byte[0] : value, type);
        } catch (IOException e) {
            throw new UncheckedIOException("a result that cannot be read again", e);
        }
    }
}
