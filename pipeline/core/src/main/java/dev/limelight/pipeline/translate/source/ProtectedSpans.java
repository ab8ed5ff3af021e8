package dev.limelight.pipeline.translate.source;

import dev.limelight.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what must stand in a translation as it is: web and mail addresses, hosts, code in
 * backquotes, tags in angle brackets, paths, file names, options, identifiers, times of subtitles,
 * and numbers that only name something (UUIDs, hashes, accounts, cards, telephones, versions).
 * Stateless.
 */
public final class ProtectedSpans {

    private static final String FILE_ENDINGS =
            "txt|md|json|jsonl|xml|ya?ml|csv|tsv|pdf|html?|css|js|ts|java|py|sh|bat|cpp|rs|go"
                    + "|png|jpe?g|gif|svg|mp[34]|zip|gz|tar|jar|log|conf|ini|toml|sql|exe|docx?"
                    + "|xlsx?|pptx?|odt|properties";

    /** Ends of host names, but for those that are words ({@code in}, {@code it}). */
    private static final String DOMAINS =
            "com|org|net|edu|gov|mil|int|info|biz|name|pro|app|dev|io|ai|co|tv|cc|eu|de|at|ch|li|fr"
                    + "|nl|uk|ie|pl|cz|sk|hu|ro|bg|hr|rs|si|dk|se|fi|ee|lv|lt|gr|tr|ru|ua|pt|es|lu"
                    + "|ca|au|nz|jp|cn|kr|tw|hk|sg|br|mx|ar|cl|za|il|ir|th|vn|id|ph|test"
                    + "|example|invalid|local|localhost|internal|onion|arpa|xyz|online|site|shop"
                    + "|store|tech|cloud|blog|wiki|museum|berlin|wien|hamburg|koeln";

    private static final String LEFT = "(?<![\\w\\p{L}])";
    private static final String RIGHT = "(?![\\w\\p{L}])";
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";

    /*
     * In the order of precedence at the same place. Every repetition is of one character class, and
     * all begin at the start of a word only, so that no text makes the search slow or deep. A word
     * boundary is not written as such, because Java looks for one through all marks before it.
     */
    private static final List<String> FORMS =
            List.of(
                    LEFT + "(?:[a-z][a-z0-9+]{1,9}+://|www\\.|mailto:)[^\\s<>\"“”„»«`]++",
                    "(?<![\\w.%+-])[\\w.%+-]++@[\\w-]++(?:\\.[\\w-]++){1,8}+",
                    "(?<![\\w/.~-])(?:~|\\.{1,2})?(?:/[\\w.@+-]++){2,40}+/?",
                    LEFT + "[A-Za-z]:(?:\\\\[\\w.@+-]++){1,40}+",
                    "(?<![\\w\\\\])\\\\(?:\\\\[\\w.@$+-]++){2,40}+",
                    "(?<![\\w.-])(?:[\\w-]++\\.){1,8}+[a-z]{2,12}+/[^\\s<>\"“”„»«`]*+",
                    "(?<![\\w.-])[\\w-]++(?:\\.[\\w-]++){0,4}\\.(?:" + FILE_ENDINGS + ")" + RIGHT,
                    "(?<![\\w.@-])(?:[\\w-]++\\.){1,8}(?:" + DOMAINS + ")(?::\\d{1,5})?(?![\\w-])",
                    LEFT + "localhost(?::\\d{1,5})?" + RIGHT,
                    "(?<![\\w-])--[a-z][\\w-]{0,60}+",
                    "(?<![\\w.])[A-Za-z]\\w{0,60}?(?:\\.\\w{1,60}?){0,4}\\(\\)",
                    "(?<![\\w.-])[A-Za-z0-9]{0,60}+_\\w{1,60}+",
                    "(?<![\\w&])[@#](?=\\w{0,40}[A-Za-z])\\w++",
                    // Times of subtitles with their settings, then moments.
                    LEFT
                            + "(?:\\d{1,3}:){1,2}\\d{2}[.,]\\d{3}[ \\t]{1,4}-->[ \\t]{1,4}"
                            + "(?:\\d{1,3}:){1,2}\\d{2}[.,]\\d{3}(?:[ \\t]{1,4}[a-z]{1,20}:\\S{1,40}+)*+",
                    "(?<![\\w.,:])(?:\\d{1,3}:){1,2}\\d{2}[.,]\\d{1,3}" + RIGHT,
                    LEFT
                            + "\\d{4}-\\d{2}-\\d{2}T\\d{2}:[\\d:.]{2,20}(?:Z|[+-]\\d{2}:?\\d{2})?"
                            + RIGHT,
                    // What identifies: UUIDs, hashes, addresses, accounts, cards, telephones,
                    // codes.
                    LEFT + "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}" + RIGHT,
                    LEFT + "[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5,7}" + RIGHT,
                    "(?<![\\w:])(?=[a-fA-F:]{0,30}\\d)(?=[\\w:]{0,40}::|(?:[^:\\s]{0,4}:){5})"
                            + "(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{1,4}(?![\\w:])",
                    "(?<![\\w.,])"
                            + OCTET
                            + "(?:\\."
                            + OCTET
                            + "){3}(?:[:/]\\d{1,5})?(?![\\w,]|\\.\\d)",
                    LEFT + "10\\.\\d{4,9}/[^\\s<>\"“”„»«`]++",
                    LEFT + "[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?" + RIGHT,
                    "(?<![\\w.,-])\\d{4}(?:[ -]\\d{4}){2,4}(?![\\w-])",
                    "(?<![\\w.,-])\\d{4}[ -]\\d{6}[ -]\\d{5}(?![\\w-])",
                    "(?<![\\w+])\\+\\d{1,3}(?:[ ./()-]{1,3}\\d{1,12}){1,8}+" + RIGHT,
                    "(?<![\\w(])\\(\\d{2,5}\\) \\d{3,8}(?:[ -]\\d{1,6})?" + RIGHT,
                    "(?<![\\w.,-])\\d{1,7}(?:-\\d{1,7}){3,6}(?![\\w-])",
                    "(?<![\\w.,-])\\d{3}-\\d{2,3}-\\d{4}(?![\\w-])",
                    LEFT + "0x[0-9a-fA-F]{1,64}" + RIGHT,
                    LEFT + "(?=[0-9a-f]{0,63}\\d)(?=\\d{0,63}[a-f])[0-9a-f]{7,128}" + RIGHT,
                    LEFT
                            + "(?=\\w{0,63}\\d)(?=\\w{0,63}[A-Z])(?=\\w{0,63}[a-z])[A-Za-z0-9]{12,128}"
                            + RIGHT,
                    "(?<![\\w.,+-])(?=[A-Z0-9-]{6,60}(?![\\w-]))(?=[0-9-]{0,40}[A-Z])"
                            + "(?:(?:[A-Z-]{0,40}\\d){4}|(?:[A-Z]{1,20}-?\\d{1,20}-?){2}|(?:\\d{1,20}-?[A-Z]{1,20}-?){2}"
                            + "|[A-Z]{1,20}-?\\d{1,20}-?[A-Z])[A-Z0-9-]{0,60}",
                    "(?<![\\w.])v\\d{1,4}(?:\\.\\d{1,5}){1,4}(?:[-+][\\w.-]{1,30})?",
                    "(?<![\\w.,])\\d{1,5}(?:\\.\\d{1,5}){1,3}[-+][A-Za-z][\\w.]{0,30}",
                    "(?<![\\w.,])\\d{1,3}\\.\\d{1,3}\\.\\d(?![\\w,]|\\.\\d)",
                    "(?<![\\w.,-])\\d{7,60}(?![\\w-]|[.,]\\d)");

    /** All begin with a character of ASCII, most not within a word: that is looked at first. */
    private static final Pattern PATTERN =
            Pattern.compile(
                    "(?=[!-~])(?:`[^`\\n]{1,400}+`|<[^<>\\s][^<>\\n]{0,200}+>|(?<!\\w)(?:"
                            + String.join("|", FORMS)
                            + "))");

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
        int round = surplus(text, start, from, '(', ')');
        int square = surplus(text, start, from, '[', ']');
        int end = from;
        while (end > start) {
            char last = text.charAt(end - 1);
            boolean closes = (last == ')' && round > 0) || (last == ']' && square > 0);
            if (!closes && NEVER_LAST.indexOf(last) < 0) {
                return end;
            }
            round -= last == ')' ? 1 : 0;
            square -= last == ']' ? 1 : 0;
            end--;
        }
        return end;
    }

    /** How many more brackets a stretch closes than it opens. */
    private static int surplus(String text, int start, int end, char opening, char closing) {
        int surplus = 0;
        for (int i = start; i < end; i++) {
            surplus += text.charAt(i) == closing ? 1 : text.charAt(i) == opening ? -1 : 0;
        }
        return surplus;
    }
}
