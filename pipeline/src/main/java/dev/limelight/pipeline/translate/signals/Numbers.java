package dev.limelight.pipeline.translate.signals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the numbers of a source and its translation, whatever their notation: {@code 1,000} and
 * {@code 1.000}, {@code 3.5} and {@code 3,5}, {@code 10:30} and {@code 10.30} are equal. Small
 * numbers may be words on one side. Stateless.
 */
public final class Numbers {

    private static final Pattern NUMBER =
            Pattern.compile("\\p{Nd}{1,40}+(?:[.,:/'’\\u00a0\\u202f\\u2009]\\p{Nd}{1,40}+){0,8}+");

    private static final Pattern PART = Pattern.compile("\\p{Nd}+|[^\\p{Nd}]");
    private static final int GROUP = 3;

    private Numbers() {}

    /**
     * How many numbers one side has that the other lacks.
     *
     * @param sourceLanguage BCP 47
     * @param targetLanguage BCP 47
     */
    public static int mismatches(
            String source, String sourceLanguage, String target, String targetLanguage) {
        List<Set<String>> left = new ArrayList<>();
        List<Set<String>> right = in(target);
        for (Set<String> number : in(source)) {
            if (!removeEqual(right, number)) {
                left.add(number);
            }
        }
        left.removeIf(number -> NumberWords.of(targetLanguage).say(target, number));
        right.removeIf(number -> NumberWords.of(sourceLanguage).say(source, number));
        return left.size() + right.size();
    }

    private static boolean removeEqual(List<Set<String>> numbers, Set<String> wanted) {
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i).stream().anyMatch(wanted::contains)) {
                numbers.remove(i);
                return true;
            }
        }
        return false;
    }

    /** Each number of a text by all that it can mean. */
    static List<Set<String>> in(String text) {
        List<Set<String>> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(readings(matcher.group()));
        }
        return numbers;
    }

    /** {@code 1,234} can be 1234, or 1.234, or 1 and 234. */
    private static Set<String> readings(String number) {
        List<String> parts = new ArrayList<>();
        var separators = new StringBuilder();
        Matcher matcher = PART.matcher(number);
        while (matcher.find()) {
            if (Character.isDigit(matcher.group().codePointAt(0))) {
                parts.add(ascii(matcher.group()));
            } else {
                separators.append(matcher.group());
            }
        }
        Set<String> readings = new HashSet<>();
        readings.add(components(parts));
        addGrouped(parts, separators.toString(), readings);
        addDecimal(parts, separators.toString(), readings);
        return readings;
    }

    private static String components(List<String> parts) {
        return String.join("|", parts.stream().map(Numbers::plain).toList());
    }

    private static void addGrouped(List<String> parts, String separators, Set<String> readings) {
        if (isGrouped(parts, separators)) {
            readings.add(String.join("", parts));
        }
    }

    private static void addDecimal(List<String> parts, String separators, Set<String> readings) {
        int last = separators.length() - 1;
        if (last < 0 || ".,".indexOf(separators.charAt(last)) < 0) {
            return;
        }
        List<String> whole = parts.subList(0, last + 1);
        String before = separators.substring(0, last);
        boolean differs = before.indexOf(separators.charAt(last)) < 0;
        if (last == 0 || (differs && isGrouped(whole, before))) {
            readings.add(plain(String.join("", whole)) + "." + parts.get(last + 1));
        }
    }

    private static boolean isGrouped(List<String> parts, String separators) {
        String first = parts.get(0);
        return !separators.isEmpty()
                && separators.chars().distinct().count() == 1
                && ":/".indexOf(separators.charAt(0)) < 0
                && first.length() <= GROUP
                && first.charAt(0) != '0'
                && parts.stream().skip(1).allMatch(part -> part.length() == GROUP);
    }

    private static String ascii(String digits) {
        return digits.codePoints()
                .mapToObj(digit -> String.valueOf(Character.digit(digit, 10)))
                .reduce("", String::concat);
    }

    private static String plain(String digits) {
        return digits.replaceFirst("^0+(?=.)", "").toLowerCase(Locale.ROOT);
    }
}
