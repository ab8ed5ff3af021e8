package dev.limelight.pipeline.translate.source;

import dev.limelight.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a program fills in or reads: variables and commands of template languages (Jinja,
 * Liquid, Handlebars, Vue, ERB, PHP), of {@code printf} and of messages (ICU), LaTeX commands and
 * formulas. Stateless; linear in the text.
 */
public final class Placeholders {

    /** Braces that are one word, perhaps with a format or filters; else prose in braces. */
    private static final Pattern NAME =
            Pattern.compile(
                    "\\s{0,4}[\\w.$\\[\\]'-]{1,80}+(?:[:!?=][^\\s{}]{0,80}+)?"
                            + "(?:\\s{0,4}\\|\\s{0,4}\\w[^|{}\\n]{0,80}+){0,8}\\s{0,4}");

    private static final Pattern MESSAGE =
            Pattern.compile(
                    "\\s{0,4}\\w{1,80}+\\s{0,4},\\s{0,4}(?:plural|select|selectordinal|number|date|time"
                            + "|choice|spellout|ordinal|duration|list)\\s{0,4}(?:,.*)?",
                    Pattern.DOTALL);

    private static final String BEFORE_BRACES = "$#@%*!";
    private static final String FIRST_IN_BRACES = "{%#/@:^&>";

    private static final List<String> FORMS =
            List.of(
                    "<%[^\\n]{0,400}?%>",
                    "<\\?[^\\n]{0,400}?\\?>",
                    "\\[%[^\\n]{0,400}?%\\]",
                    "\\$\\$[^$\\n]{1,400}+\\$\\$",
                    "\\\\\\([^\\n]{0,400}?\\\\\\)",
                    "\\\\\\[[^\\n]{0,400}?\\\\\\]",
                    // A formula has a sign of one; amounts of dollars have not.
                    "(?<![\\w$\\\\])\\$(?=[^$\\n]{0,200}[\\\\^_={}<>+*/]|[A-Za-z]\\$)(?=[^\\s$])"
                            + "[^$\\n]{1,200}+(?<=\\S)\\$(?![\\w$])",
                    "(?<![\\w$])\\$[A-Za-z_]\\w{0,60}+",
                    "(?<![\\d%])%(?:\\(\\w{1,40}\\))?(?:\\d{1,2}\\$)?[-+#0,]{0,5}(?:\\d{1,4}|\\*)?"
                            + "(?:\\.(?:\\d{1,4}|\\*))?(?:hh|h|ll|l|L|q|j|z|t)?"
                            + "[diouxXeEfFgGaAcCsSpn@](?![\\w\\p{L}])",
                    "(?<![\\d%])%-?[YymdHMSBbjIpZz](?![\\w\\p{L}])",
                    "(?<![\\w%])%[A-Za-z_][\\w.-]{1,40}+%(?!\\w)",
                    "(?<=[\\s(\\[\"'=,>]|^):[a-z]\\w{1,40}+:?(?![\\w:])",
                    "(?<!\\w)__[A-Za-z][A-Za-z0-9]{0,40}+(?:_[A-Za-z0-9]{1,40}+){0,8}__(?!\\w)",
                    "&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});");

    private static final Pattern PATTERN =
            Pattern.compile("(?=[<\\[$\\\\%:_&])(?:" + String.join("|", FORMS) + ")");

    private Placeholders() {}

    /** The placeholders in {@code [from, to)} of a text; they may overlap. */
    public static List<Span> in(String text, int from, int to) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = PATTERN.matcher(text).region(from, to);
        matcher.useTransparentBounds(true);
        while (matcher.find()) {
            spans.add(new Span(matcher.start(), matcher.end()));
        }
        new Braces(text, from, to).addTo(spans);
        return spans;
    }

    /** Pairs of braces, and the commands of LaTeX that have them behind them. */
    private static final class Braces {

        private final String text;
        private final int from;
        private final int to;

        /** For each brace or bracket that is closed, one past the one that closes it; else 0. */
        private final int[] closed;

        Braces(String text, int from, int to) {
            this.text = text;
            this.from = from;
            this.to = to;
            this.closed = new int[to - from];
            match('{', '}');
            match('[', ']');
        }

        private void match(char opening, char closing) {
            int[] open = new int[to - from];
            int depth = 0;
            for (int i = from; i < to; i++) {
                if (text.charAt(i) == opening) {
                    open[depth++] = i;
                } else if (text.charAt(i) == closing && depth > 0) {
                    closed[open[--depth] - from] = i + 1;
                }
            }
        }

        void addTo(List<Span> spans) {
            int at = from;
            while (at < to) {
                int end = text.charAt(at) == '\\' ? commandEnd(at) : bracesEnd(at);
                if (end > at) {
                    int start = end > at && isPrefixed(at) ? at - 1 : at;
                    spans.add(new Span(start, end));
                }
                at = Math.max(end, at + 1);
            }
        }

        private int bracesEnd(int at) {
            int end = text.charAt(at) == '{' ? closed[at - from] : 0;
            return end > 0 && (isPrefixed(at) || isTemplate(at + 1, end - 1)) ? end : at;
        }

        private boolean isPrefixed(int at) {
            return text.charAt(at) == '{'
                    && at > from
                    && BEFORE_BRACES.indexOf(text.charAt(at - 1)) >= 0;
        }

        private boolean isTemplate(int start, int end) {
            if (start >= end) {
                return true;
            }
            return FIRST_IN_BRACES.indexOf(text.charAt(start)) >= 0
                    || NAME.matcher(text).region(start, end).matches()
                    || MESSAGE.matcher(text).region(start, end).matches();
        }

        /** A command's name and what it has in brackets and braces. */
        private int commandEnd(int at) {
            int end = at + 1;
            while (end < to && isLetter(text.charAt(end))) {
                end++;
            }
            if (end == at + 1) {
                return at;
            }
            end += end < to && text.charAt(end) == '*' ? 1 : 0;
            while (end < to && closed[end - from] > 0) {
                end = closed[end - from];
            }
            return end;
        }

        private static boolean isLetter(char unit) {
            return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || unit == '@';
        }
    }
}
