package dev.limelight.pipeline.translate.signals;

import com.ibm.icu.util.ULocale;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The small numbers as words.
 *
 * @param words for each number from 0 on, how its words begin
 */
record NumberWords(List<Pattern> words) {

    private static final NumberWords NONE = new NumberWords(List.of());

    private static final Map<String, NumberWords> ALL =
            Map.of(
                    "en",
                    of(
                            List.of(
                                    "zero\\b|no\\b",
                                    "one\\b|an?\\b|first|once\\b",
                                    "two\\b|second|twice\\b|both\\b",
                                    "three|third",
                                    "four",
                                    "five|fifth",
                                    "six",
                                    "seven",
                                    "eight",
                                    "nine|ninth",
                                    "ten\\b|tenth",
                                    "eleven",
                                    "twelve|twelfth|dozen|noon\\b|midnight\\b")),
                    "de",
                    of(
                            List.of(
                                    "null|kein",
                                    "ein|erst",
                                    "zwei|zwo\\b|beide",
                                    "drei|dritt",
                                    "vier",
                                    "fünf",
                                    "sechs",
                                    "sieb",
                                    "acht",
                                    "neun",
                                    "zehn",
                                    "elf",
                                    "zwölf|dutzend|mittag|mitternacht")),
                    "fr",
                    of(
                            List.of(
                                    "zéro|aucun",
                                    "une?\\b|premi",
                                    "deux|second",
                                    "trois",
                                    "quatre|quatri",
                                    "cinq",
                                    "six",
                                    "sept",
                                    "huit",
                                    "neuf|neuv",
                                    "dix",
                                    "onze|onzi",
                                    "douze|douzi|midi\\b|minuit\\b")));

    private static NumberWords of(List<String> words) {
        return new NumberWords(
                words.stream()
                        .map(
                                word ->
                                        Pattern.compile(
                                                "(?<![\\w])(?:"
                                                        + word.replace("\\b", "(?!\\w)")
                                                        + ")",
                                                Pattern.UNICODE_CHARACTER_CLASS))
                        .toList());
    }

    /** The words of a language; none where we have none. */
    static NumberWords of(String language) {
        return ALL.getOrDefault(ULocale.forLanguageTag(language).getLanguage(), NONE);
    }

    /** The numbers that a text has words for, in digits. */
    Set<String> in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Set<String> said = new HashSet<>();
        for (int value = 0; value < words.size(); value++) {
            if (words.get(value).matcher(lower).find()) {
                said.add(String.valueOf(value));
            }
        }
        return said;
    }
}
