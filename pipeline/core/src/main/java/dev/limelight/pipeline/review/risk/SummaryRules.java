package dev.limelight.pipeline.review.risk;

import dev.limelight.connectors.record.ReviewReason;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.SummarySentence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What can be seen of a summary without a model: numbers and names that its document does not have,
 * a sentence that links to one that is not there, and text that no model read. Linear in the text.
 */
public final class SummaryRules {

    private static final double WHOLE = 0.9999;
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(?:[.,:]\\p{Nd}+)*");

    /** A word with a capital letter that does not begin a sentence. */
    private static final Pattern NAME =
            Pattern.compile("(?<=[\\p{Ll}\\p{Nd},;] )\\p{Lu}[\\p{L}\\p{Mn}]+");

    private static final Pattern TAG = Pattern.compile("<[^<>]*>");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Mn}]+");

    /** Words at the beginning of a sentence that continue the one before it. */
    private static final Pattern LINK =
            Pattern.compile(
                    "^\\W*(However|But|Therefore|Thus|Moreover|Furthermore|Nevertheless|Nonetheless"
                            + "|Consequently|Hence|Instead|Otherwise|Meanwhile|Also|Besides"
                            + "|Aber|Jedoch|Dennoch|Deshalb|Daher|Trotzdem|Au\u00dferdem|Stattdessen"
                            + "|Zudem|Allerdings|Dagegen|Somit|Folglich)\\b",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private SummaryRules() {}

    /**
     * What the rules find.
     *
     * @param text of the document, without markup
     * @param source the document as it came in
     */
    public static List<ReviewReason> reasons(SummaryRecord summary, String text, String source) {
        List<ReviewReason> reasons = new ArrayList<>();
        Set<String> numbers = all(NUMBER, text);
        missing(summary.summary(), NUMBER, number -> !numbers.contains(number))
                .forEach(number -> reasons.add(unknown("unknown-number", number)));
        Set<String> words = all(WORD, text.toLowerCase(Locale.ROOT));
        missing(summary.summary(), NAME, name -> !words.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> reasons.add(unknown("unknown-name", name)));
        reasons.addAll(links(summary, source));
        if (summary.coverage() < WHOLE) {
            reasons.add(
                    ReviewReason.of(
                            "coverage",
                            String.format(
                                    Locale.ROOT,
                                    "a model read %.1f %% of the document",
                                    100 * summary.coverage())));
        }
        return reasons;
    }

    private static ReviewReason unknown(String code, String found) {
        return ReviewReason.of(code, "\"%s\" is not in the document".formatted(found));
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<String> missing(String text, Pattern pattern, Predicate<String> isMissing) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(isMissing)
                .distinct()
                .toList();
    }

    /** Only of the document's own sentences: a model writes its own links. */
    private static List<ReviewReason> links(SummaryRecord summary, String source) {
        List<ReviewReason> reasons = new ArrayList<>();
        if (!summary.method().equals("extractive")) {
            return reasons;
        }
        int unit = 0;
        int point = 0;
        for (SummarySentence sentence : summary.sentences()) {
            int start = source.offsetByCodePoints(unit, sentence.start() - point);
            var link = LINK.matcher(sentence.text());
            if (link.find() && !isBlank(source.substring(unit, start))) {
                String detail = "\"%s\" continues a sentence that the summary does not have";
                reasons.add(
                        new ReviewReason(
                                "dangling-link",
                                detail.formatted(link.group(1)),
                                sentence.start(),
                                sentence.end(),
                                null));
            }
            unit = source.offsetByCodePoints(start, sentence.end() - sentence.start());
            point = sentence.end();
        }
        return reasons;
    }

    /** Whether nothing is there but white space and tags. */
    private static boolean isBlank(String between) {
        return TAG.matcher(between).replaceAll("").isBlank();
    }
}
