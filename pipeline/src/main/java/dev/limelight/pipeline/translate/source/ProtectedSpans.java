package dev.limelight.pipeline.translate.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what must stand in a translation as it is: web and mail addresses, code in backquotes, tags
 * in angle brackets, template variables, paths, file names, options and identifiers. Stateless.
 */
public final class ProtectedSpans {

    private static final String FILE_ENDINGS =
            "txt|md|json|jsonl|xml|ya?ml|csv|tsv|pdf|html?|css|js|ts|java|py|sh|bat|cpp|rs|go"
                    + "|png|jpe?g|gif|svg|mp[34]|zip|gz|tar|jar|log|conf|ini|toml|sql|exe|docx?"
                    + "|xlsx?|pptx?|odt|properties";

    /*
     * In the order of precedence at the same place. Every repetition is of one character class and
     * most begin at the start of a word only, so that no text makes the search slow or deep.
     */
    private static final List<String> FORMS =
            List.of(
                    "`[^`\\n]{1,400}+`",
                    "<[^<>\\s][^<>\\n]{0,200}+>",
                    "\\b(?:[a-z][a-z0-9+]{1,9}+://|www\\.|mailto:)[^\\s<>\"“”„»«`]++",
                    "(?<![\\w.%+-])[\\w.%+-]++@[\\w-]++(?:\\.[\\w-]++){1,8}+",
                    "\\$?\\{\\{?[\\w.]{1,60}+\\}\\}?",
                    "(?<!\\w)%(?:\\d\\$)?[sdif]\\b",
                    "(?<![\\w/.~-])(?:~|\\.{1,2})?(?:/[\\w.@+-]++){2,40}+/?",
                    "\\b[A-Za-z]:(?:\\\\[\\w.@+-]++){1,40}+",
                    "(?<![\\w.-])(?:[\\w-]++\\.){1,8}+[a-z]{2,12}+/[^\\s<>\"“”„»«`]*+",
                    "(?<![\\w.-])[\\w-]++(?:\\.[\\w-]++){0,4}\\.(?:" + FILE_ENDINGS + ")\\b",
                    "(?<![\\w-])--[a-z][\\w-]{0,60}+",
                    "(?<![\\w.])[A-Za-z]\\w{0,60}?(?:\\.\\w{1,60}?){0,4}\\(\\)",
                    "(?<![\\w.-])[A-Za-z0-9]{0,60}+_\\w{1,60}+",
                    "(?<![\\w&])[@#](?=\\w{0,40}[A-Za-z])\\w++");

    private static final Pattern PATTERN = Pattern.compile(String.join("|", FORMS));

    private static final String NEVER_LAST = ".,;:!?'\"*_…";

    private ProtectedSpans() {}

    /** The protected stretches of {@code [from, to)} of a text, in order, apart. */
    public static List<Span> in(String text, int from, int to) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = PATTERN.matcher(text).region(from, to);
        matcher.useTransparentBounds(true);
        while (matcher.find()) {
            int end = trimmed(text, matcher.start(), matcher.end());
            if (end > matcher.start()) {
                spans.add(new Span(matcher.start(), end));
            }
        }
        return spans;
    }

    /** Without what ends the sentence around it: stops, quotes, a bracket that it did not open. */
    private static int trimmed(String text, int start, int from) {
        int end = from;
        while (end > start && isTrailing(text, start, end)) {
            end--;
        }
        return end;
    }

    private static boolean isTrailing(String text, int start, int end) {
        char last = text.charAt(end - 1);
        if (last == ')' || last == ']') {
            char opening = last == ')' ? '(' : '[';
            return count(text, start, end, opening) < count(text, start, end, last);
        }
        return NEVER_LAST.indexOf(last) >= 0;
    }

    private static long count(String text, int start, int end, char wanted) {
        return text.substring(start, end).chars().filter(unit -> unit == wanted).count();
    }
}
