package dev.limelight.pipeline.translate.signals;

import com.ibm.icu.text.DecimalFormatSymbols;
import com.ibm.icu.util.ULocale;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the numbers of a source and its translation by what they mean in their own language: an
 * English {@code 1,000} is a German {@code 1.000}, not {@code 1,000}. Where only one reading makes
 * sense, any notation will do: {@code 3.5} and {@code 3,5}, {@code 10:30} and {@code 10.30} are
 * equal. Small numbers may be words on one side. Stateless; linear in both texts.
 */
public final class Numbers {

    private static final Pattern NUMBER =
            Pattern.compile("\\p{Nd}{1,40}+(?:[.,:/'’\\u00a0\\u202f\\u2009]\\p{Nd}{1,40}+){0,8}+");

    private static final Pattern PART = Pattern.compile("\\p{Nd}+|[^\\p{Nd}]");
    private static final int GROUP = 3;

    private final char decimal;

    private Numbers(String language) {
        this.decimal =
                DecimalFormatSymbols.getInstance(ULocale.forLanguageTag(language))
                        .getDecimalSeparator();
    }

    /**
     * How many numbers one side has that the other lacks.
     *
     * @param sourceLanguage BCP 47
     * @param targetLanguage BCP 47
     */
    public static int mismatches(
            String source, String sourceLanguage, String target, String targetLanguage) {
        var right = new Unmatched(in(target, targetLanguage));
        List<Set<String>> left = new ArrayList<>();
        for (Set<String> number : in(source, sourceLanguage)) {
            if (!right.removeEqual(number)) {
                left.add(number);
            }
        }
        return unsaid(left, target, targetLanguage) + unsaid(right.rest(), source, sourceLanguage);
    }

    /** How many numbers a text does not have as words either. */
    private static int unsaid(List<Set<String>> numbers, String text, String language) {
        if (numbers.isEmpty()) {
            return 0;
        }
        Set<String> words = NumberWords.of(language).in(text);
        return (int) numbers.stream().filter(number -> none(number, words)).count();
    }

    private static boolean none(Set<String> readings, Set<String> words) {
        return readings.stream().noneMatch(words::contains);
    }

    /** Numbers of one side for which the other has none yet, found by what they can mean. */
    private static final class Unmatched {

        private final List<Set<String>> numbers;
        private final boolean[] matched;
        private final Map<String, Deque<Integer>> places = new HashMap<>();

        Unmatched(List<Set<String>> numbers) {
            this.numbers = numbers;
            this.matched = new boolean[numbers.size()];
            for (int i = 0; i < numbers.size(); i++) {
                for (String reading : numbers.get(i)) {
                    places.computeIfAbsent(reading, any -> new ArrayDeque<>()).add(i);
                }
            }
        }

        /** Takes away the first number that can mean the same. */
        boolean removeEqual(Set<String> wanted) {
            int first = wanted.stream().mapToInt(this::first).min().orElse(matched.length);
            if (first < matched.length) {
                matched[first] = true;
            }
            return first < matched.length;
        }

        private int first(String reading) {
            Deque<Integer> left = places.getOrDefault(reading, new ArrayDeque<>());
            while (!left.isEmpty() && matched[left.element()]) {
                left.remove();
            }
            return left.isEmpty() ? matched.length : left.element();
        }

        List<Set<String>> rest() {
            List<Set<String>> rest = new ArrayList<>();
            for (int i = 0; i < matched.length; i++) {
                if (!matched[i]) {
                    rest.add(numbers.get(i));
                }
            }
            return rest;
        }
    }

    /** Each number of a text by all that it can mean. */
    static List<Set<String>> in(String text, String language) {
        var notation = new Numbers(language);
        List<Set<String>> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(notation.readings(matcher.group()));
        }
        return numbers;
    }

    /** {@code 1.234} is 1.234 in English and 1234 in German; {@code 1.23.4} is 1, 23 and 4. */
    private Set<String> readings(String number) {
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
        return readings(parts, separators.toString());
    }

    private Set<String> readings(List<String> parts, String separators) {
        Set<String> readings = new HashSet<>();
        if (isGrouped(parts, separators)) {
            readings.add(String.join("", parts));
        }
        addDecimal(parts, separators, readings);
        boolean mixed = separators.chars().distinct().count() > 1 && separators.indexOf(':') < 0;
        if (readings.isEmpty() || (!mixed && !hasGroups(parts, separators))) {
            readings.add(components(parts));
        }
        return readings;
    }

    private static String components(List<String> parts) {
        return parts.size() == 1
                ? withoutZeros(parts.get(0))
                : String.join("|", parts.stream().map(Numbers::plain).toList());
    }

    private void addDecimal(List<String> parts, String separators, Set<String> readings) {
        int last = separators.length() - 1;
        if (last < 0 || ".,".indexOf(separators.charAt(last)) < 0 || isGrouped(parts, separators)) {
            return;
        }
        List<String> whole = parts.subList(0, last + 1);
        String before = separators.substring(0, last);
        boolean differs = before.indexOf(separators.charAt(last)) < 0;
        if (last == 0 || (differs && hasGroups(whole, before))) {
            readings.add(withoutZeros(String.join("", whole)) + "." + parts.get(last + 1));
        }
    }

    /** Whether the separators are between thousands in this language. */
    private boolean isGrouped(List<String> parts, String separators) {
        boolean one = separators.length() == 1 && separators.charAt(0) == decimal;
        return !one && hasGroups(parts, separators);
    }

    private static boolean hasGroups(List<String> parts, String separators) {
        String first = parts.get(0);
        return !separators.isEmpty()
                && separators.chars().distinct().count() == 1
                && ":/".indexOf(separators.charAt(0)) < 0
                && first.length() <= GROUP
                && first.charAt(0) != '0'
                && parts.stream().skip(1).allMatch(part -> part.length() == GROUP);
    }

    private static String ascii(String digits) {
        var ascii = new StringBuilder();
        digits.codePoints().forEach(digit -> ascii.append(Character.digit(digit, 10)));
        return ascii.toString();
    }

    /** Days, months and hours may have a zero before them; three digits are thousandths. */
    private static String plain(String digits) {
        return digits.length() < GROUP ? withoutZeros(digits) : digits;
    }

    private static String withoutZeros(String digits) {
        return digits.replaceFirst("^0+(?=.)", "").toLowerCase(Locale.ROOT);
    }
}
