package dev.limelight.pipeline.text.layout;

import dev.limelight.pipeline.language.LanguageProfile;
import dev.limelight.pipeline.language.LanguageProfile.Section;

/**
 * Recognises the mark at the beginning of a line by hand-written scans; each reads the line at most
 * once, so that no line can make it slow. Stateless.
 */
final class Marks {

    private static final String BULLETS = "-*+•‣◦⁃∙·–—▪●○■□►➤✓✔☐☑";
    private static final int MAX_NUMBER = 8;
    private static final int MAX_TIME = 12;

    private Marks() {}

    static LineMark of(String text, TextLine line, boolean row, LanguageProfile profile) {
        if (line.blank()) {
            return LineMark.NONE;
        }
        if (isFence(text, line)) {
            return LineMark.FENCE;
        }
        if (isRule(text, line) || isPageNumber(text, line)) {
            return LineMark.RULE;
        }
        if (row) {
            return LineMark.ROW;
        }
        if (isHash(text, line)) {
            return LineMark.HASH;
        }
        if (isField(text, line, profile)) {
            return LineMark.FIELD;
        }
        return itemMark(text, line);
    }

    /**
     * One past the mark of a line, white space behind it included; its end where it is one piece.
     */
    static int end(String text, TextLine line, LineMark mark) {
        if (mark == LineMark.HASH) {
            int title = wordAndSpace(text, line, line.content());
            int rest = wordAndSpace(text, line, title);
            return isNumber(text.substring(title, rest).strip()) ? rest : title;
        }
        if (mark.alone() || mark == LineMark.FIELD) {
            return line.end();
        }
        return mark.item() ? wordAndSpace(text, line, line.content()) : line.content();
    }

    private static int wordAndSpace(String text, TextLine line, int from) {
        int i = from;
        while (i < line.end() && !Lines.isSpace(text.charAt(i))) {
            i++;
        }
        while (i < line.end() && Lines.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static LineMark itemMark(String text, TextLine line) {
        int stop = wordEnd(text, line);
        if (stop >= line.end()) {
            return LineMark.NONE;
        }
        String word = text.substring(line.content(), Math.min(stop, line.content() + 16));
        if (word.length() == 1 && BULLETS.indexOf(word.charAt(0)) >= 0) {
            return LineMark.BULLET;
        }
        if (isNumber(word)) {
            return LineMark.NUMBER;
        }
        return word.length() <= MAX_TIME && isTime(word) ? LineMark.TIME : LineMark.NONE;
    }

    private static int wordEnd(String text, TextLine line) {
        int i = line.content();
        while (i < line.end() && !Lines.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** {@code 1.} {@code 1)} {@code (1)} {@code a)} {@code (iv)} {@code 2.1} {@code 3.1.2}. */
    private static boolean isNumber(String word) {
        boolean open = word.startsWith("(");
        boolean close = word.endsWith(")");
        boolean stop = word.endsWith(".");
        int last = word.length() - (close || stop ? 1 : 0);
        String body = word.substring(Math.min(open ? 1 : 0, last), last);
        if (word.length() > MAX_NUMBER || body.isEmpty() || (open && !close)) {
            return false;
        }
        if (isClause(body)) {
            return close || stop || body.indexOf('.') > 0;
        }
        return close && (body.length() == 1 ? Character.isLetter(body.charAt(0)) : isRoman(body));
    }

    private static boolean isClause(String body) {
        boolean digit = false;
        for (int i = 0; i < body.length(); i++) {
            char unit = body.charAt(i);
            boolean separator = unit == '.' && digit;
            digit = Character.isDigit(unit);
            if (!digit && !separator) {
                return false;
            }
        }
        return digit && body.length() <= 6;
    }

    private static boolean isRoman(String body) {
        return body.chars().allMatch(unit -> "ivxIVX".indexOf(unit) >= 0);
    }

    /** {@code 13:41} and {@code [13:41:07]}. */
    private static boolean isTime(String word) {
        boolean brackets = word.charAt(0) == '[' && word.endsWith("]");
        String body = brackets ? word.substring(1, word.length() - 1) : word;
        int colon = body.indexOf(':');
        return (colon == 1 || colon == 2)
                && body.length() >= colon + 3
                && body.chars().allMatch(unit -> Character.isDigit(unit) || unit == ':');
    }

    private static boolean isField(String text, TextLine line, LanguageProfile profile) {
        int colon = wordEnd(text, line) - 1;
        return colon > line.content()
                && colon - line.content() <= MAX_TIME
                && text.charAt(colon) == ':'
                && profile.has(Section.MAIL_HEADER, text.substring(line.content(), colon));
    }

    private static boolean isHash(String text, TextLine line) {
        int i = line.content();
        while (i < line.end() && text.charAt(i) == '#') {
            i++;
        }
        return i > line.content()
                && i < line.end()
                && i - line.content() <= 6
                && Lines.isSpace(text.charAt(i));
    }

    private static boolean isFence(String text, TextLine line) {
        return text.startsWith("```", line.content()) || text.startsWith("~~~", line.content());
    }

    /** {@code - 12 -}. */
    private static boolean isPageNumber(String text, TextLine line) {
        char first = text.charAt(line.content());
        if ("-–—".indexOf(first) < 0 || line.length() > MAX_TIME || line.length() < 3) {
            return false;
        }
        String inner = text.substring(line.content() + 1, line.end() - 1).strip();
        return text.charAt(line.end() - 1) == first
                && !inner.isEmpty()
                && inner.chars().allMatch(Character::isDigit);
    }

    private static boolean isRule(String text, TextLine line) {
        char first = text.charAt(line.content());
        if ("-=_*~+#.>".indexOf(first) < 0 || (line.length() < 2 && first != '>')) {
            return false;
        }
        for (int i = line.content(); i < line.end(); i++) {
            if (text.charAt(i) != first && !Lines.isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
