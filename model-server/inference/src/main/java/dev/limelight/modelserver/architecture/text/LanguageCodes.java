package dev.limelight.modelserver.architecture.text;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The languages of a model, by its own codes ({@code en}, {@code en_XX}, {@code eng_Latn}) and by
 * BCP 47 tags ({@code en}, {@code en-GB}) where only one can be meant. Immutable.
 */
public final class LanguageCodes {

    /** Codes of ISO 639-3 that stand for a language with a code of two letters. */
    private static final Map<String, String> SHORT = shortCodes();

    private final Map<String, Integer> tokens;
    private final Map<String, String> codes = new HashMap<>();
    private final List<String> tags = new ArrayList<>();

    /**
     * For some codes.
     *
     * @param tokens the model's codes, with what stands for each
     */
    public LanguageCodes(Map<String, Integer> tokens) {
        this.tokens = new LinkedHashMap<>(tokens);
        Map<String, Set<String>> candidates = new HashMap<>();
        for (String code : tokens.keySet()) {
            for (String name : names(code)) {
                candidates.computeIfAbsent(name, x -> new TreeSet<>()).add(code);
            }
        }
        candidates.forEach(
                (name, all) -> {
                    if (all.size() == 1) {
                        codes.put(name, all.iterator().next());
                    }
                });
        tokens.keySet().forEach(code -> codes.put(normal(code), code));
        tokens.keySet().forEach(code -> tags.add(tag(code)));
    }

    /**
     * The languages among a model's tokens.
     *
     * @param pattern of their tokens; the first of its groups that is there is the code
     */
    public static LanguageCodes matching(Pattern pattern, Map<String, Integer> ids) {
        Map<String, Integer> tokens = new TreeMap<>();
        ids.forEach(
                (token, id) -> {
                    Matcher matcher = pattern.matcher(token);
                    if (matcher.matches()) {
                        tokens.put(code(matcher), id);
                    }
                });
        return new LanguageCodes(tokens);
    }

    private static String code(Matcher matcher) {
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return tokens.isEmpty();
    }

    /** One BCP 47 tag for each. */
    public List<String> tags() {
        return tags.stream().sorted().toList();
    }

    /**
     * The model's own code of a language.
     *
     * @throws ModelException {@code INVALID} with the known ones
     */
    public String code(String language) {
        String name = normal(language);
        for (String each : List.of(name, shortened(name))) {
            for (String tried = each; !tried.isEmpty(); tried = parent(tried)) {
                String code = codes.get(tried);
                if (code != null) {
                    return code;
                }
            }
        }
        throw new ModelException(
                Category.INVALID,
                "language '%s', expected one of %s"
                        .formatted(language, new TreeSet<>(tokens.keySet())));
    }

    /**
     * What stands for a language.
     *
     * @throws ModelException {@code INVALID} with the known ones
     */
    public int token(String language) {
        return tokens.getOrDefault(code(language), -1);
    }

    /** Whether a token stands for one of them. */
    public boolean hasToken(int id) {
        return tokens.containsValue(id);
    }

    /** Whether a code names one language, and not a group of them. */
    public static boolean isLanguage(String code) {
        String language = normal(code).split("-", -1)[0];
        return language.length() == 2 || SHORT.containsKey(language);
    }

    /** All names that a code may be meant by, the shortest first. */
    private static List<String> names(String code) {
        String[] parts = shortened(normal(code)).split("-", -1);
        List<String> rest =
                Arrays.stream(parts).skip(1).filter(part -> !part.equals("xx")).toList();
        List<String> names = new ArrayList<>(List.of(parts[0]));
        rest.forEach(part -> names.add(parts[0] + "-" + part));
        if (rest.size() > 1) {
            names.add(parts[0] + "-" + String.join("-", rest));
        }
        return names;
    }

    private String tag(String code) {
        return names(code).stream()
                .filter(name -> code.equals(codes.get(name)))
                .map(name -> Locale.forLanguageTag(name).toLanguageTag())
                .findFirst()
                .orElse(code);
    }

    private static String normal(String language) {
        return language.strip().replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private static String shortened(String name) {
        String language = name.split("-", -1)[0];
        return SHORT.getOrDefault(language, language) + name.substring(language.length());
    }

    /** The tag without its last part, as RFC 4647 looks tags up. */
    private static String parent(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('-')));
    }

    private static Map<String, String> shortCodes() {
        Map<String, String> codes = new HashMap<>();
        for (String two : Locale.getISOLanguages()) {
            if (!Set.of("in", "iw", "ji").contains(two)) {
                codes.put(new Locale(two).getISO3Language(), two);
            }
        }
        // Where the language is a family, the member that is meant by its code of two letters.
        codes.putAll(
                Map.of(
                        "arb", "ar", "pes", "fa", "zsm", "ms", "swh", "sw", "uzn", "uz", "azj",
                        "az", "khk", "mn", "npi", "ne", "ory", "or", "pbt", "ps"));
        codes.putAll(
                Map.of(
                        "plt", "mg", "quy", "qu", "ydd", "yi", "als", "sq", "lvs", "lv", "gaz",
                        "om", "kmr", "ku", "ayr", "ay", "cmn", "zh", "ekk", "et"));
        return codes;
    }
}
