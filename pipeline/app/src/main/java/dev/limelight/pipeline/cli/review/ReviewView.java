package dev.limelight.pipeline.cli.review;

import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.ReviewEvent;
import dev.limelight.connectors.record.ReviewReason;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.connectors.record.ReviewState;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.cli.screen.Wrap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Shows reviews to a person. */
final class ReviewView {

    private static final String MARGIN = "  ";
    private static final String ROW = "%%-%ds  %%-8s  %%5s  %%6s  %%s";

    private final Terminal terminal;
    private final long now;

    /**
     * @param now epoch milliseconds
     */
    ReviewView(Terminal terminal, long now) {
        this.terminal = terminal;
        this.now = now;
    }

    /** A line each, below a heading; a remark where there are none. */
    List<String> table(List<ReviewRecord> reviews) {
        if (reviews.isEmpty()) {
            return List.of("no reviews");
        }
        int width =
                Math.max(
                        6,
                        reviews.stream()
                                .mapToInt(each -> each.reviewId().length())
                                .max()
                                .orElse(0));
        String row = ROW.formatted(width);
        List<String> lines = new ArrayList<>();
        lines.add(terminal.bold(row.formatted("review", "state", "risk", "age", "why, document")));
        for (ReviewRecord review : reviews) {
            lines.add(
                    row.formatted(
                            review.reviewId(),
                            review.state().wireName(),
                            risk(review),
                            age(review.createdAt()),
                            codes(review)
                                    + " · "
                                    + Wrap.safe(review.documentId())
                                    + claim(review)));
        }
        return lines;
    }

    /** Where a review stands, in one line. */
    String standing(ReviewRecord review) {
        DecisionRecord decision = review.decision();
        String how =
                decision == null
                        ? review.state().wireName() + claim(review)
                        : "decided: %s by %s"
                                .formatted(
                                        decision.action().wireName(),
                                        Wrap.safe(decision.reviewer()));
        return review.reviewId() + MARGIN + how;
    }

    /** All of a review. */
    List<String> lines(ReviewRecord review) {
        String facts =
                "%s · %s%s · risk %s · document %s"
                        .formatted(
                                route(review),
                                review.state().wireName(),
                                claim(review),
                                risk(review),
                                Wrap.safe(review.documentId()));
        List<String> lines = new ArrayList<>(terminal.heading(review.reviewId(), facts));
        review.reasons().forEach(reason -> lines.addAll(lines(reason)));
        lines.add("");
        lines.addAll(result(review));
        review.history().forEach(event -> lines.add(MARGIN + line(event)));
        if (!review.state().isEnd()) {
            lines.add(MARGIN + "to be decided by " + time(review.expiresAt()));
        }
        if (review.leftOut() != null) {
            lines.add(MARGIN + "left out, for its size: " + String.join(", ", review.leftOut()));
        }
        return lines;
    }

    private List<String> result(ReviewRecord review) {
        if (review.result() == null) {
            return List.of();
        }
        TranslationRecord translation = EditDraft.translation(review);
        List<String> lines = new ArrayList<>();
        if (translation == null) {
            String summary = EditDraft.decoded(review, SummaryRecord.class).summary();
            lines.addAll(wrapped(summary, MARGIN));
        } else {
            for (int i = 0; i < translation.segments().size(); i++) {
                TranslationSegment segment = translation.segments().get(i);
                lines.add(terminal.bold(String.valueOf(i)));
                lines.addAll(wrapped(EditDraft.source(review, segment), MARGIN));
                lines.addAll(wrapped(segment.text(), MARGIN + "→ "));
            }
        }
        lines.add("");
        return lines;
    }

    private List<String> wrapped(String text, String first) {
        List<String> lines = new ArrayList<>();
        String before = first;
        for (String line : Wrap.lines(Wrap.words(text), terminal.width() - first.length())) {
            lines.add(before + line);
            before = " ".repeat(first.length());
        }
        return lines;
    }

    private List<String> lines(ReviewReason reason) {
        Integer segment = reason.segment();
        String where = segment == null ? "" : " (segment %d)".formatted(segment);
        List<String> lines = new ArrayList<>();
        lines.add(MARGIN + terminal.bold(reason.code()) + where);
        lines.addAll(terminal.faintly(reason.detail()));
        return lines;
    }

    private static String line(ReviewEvent event) {
        return "%s  %s by %s".formatted(time(event.at()), event.what(), Wrap.safe(event.by()));
    }

    private static String route(ReviewRecord review) {
        String target = review.target();
        return target == null ? review.task() : review.task() + " to " + target;
    }

    private static String codes(ReviewRecord review) {
        return review.reasons().stream()
                .map(ReviewReason::code)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String claim(ReviewRecord review) {
        return review.state() == ReviewState.CLAIMED
                ? " by %s until %s"
                        .formatted(
                                Wrap.safe(Objects.requireNonNullElse(review.claimedBy(), "?")),
                                time(Objects.requireNonNullElse(review.claimedUntil(), 0L)))
                : "";
    }

    private static String risk(ReviewRecord review) {
        Double risk = review.risk();
        return risk == null ? "-" : String.format(Locale.ROOT, "%.2f", risk);
    }

    private String age(long at) {
        Duration age = Duration.ofMillis(Math.max(0, now - at));
        if (age.toMinutes() < 1) {
            return age.toSeconds() + " s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min";
        }
        return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " d";
    }

    private static String time(long at) {
        return Instant.ofEpochMilli(at)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
    }
}
