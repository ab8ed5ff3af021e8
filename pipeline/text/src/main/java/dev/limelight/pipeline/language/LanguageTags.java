package dev.limelight.pipeline.language;

import com.ibm.icu.util.IllformedLocaleException;
import com.ibm.icu.util.ULocale;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the language tags that senders write. Thread-safe. */
public final class LanguageTags {

    /** The tag of a text whose language nobody can tell. */
    public static final String UNDETERMINED = "und";

    /** What {@link #canonical} accepts, for error messages. */
    public static final String EXPECTED =
            "a BCP 47 tag of an ISO 639 language, such as en, de-AT or zh-Hant";

    private static final Set<String> KNOWN = Set.of(ULocale.getISOLanguages());
    private static final Set<String> NO_SINGLE_LANGUAGE = Set.of("", "mul", "mis");

    private LanguageTags() {}

    /**
     * The canonical form of a tag ({@code EN-us} gives {@code en-US}); empty when it is not well
     * formed or names no ISO 639 language. {@code und}, {@code mul} and {@code mis} give {@link
     * #UNDETERMINED}.
     */
    public static Optional<String> canonical(String tag) {
        try {
            return known(new ULocale.Builder().setLanguageTag(tag).build());
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }

    /**
     * Tags in canonical form, the first of each language: models know no regions, so that {@code
     * de}, {@code DE} and {@code de-AT} are one, but two scripts of a language are two. What is no
     * tag of a language stays as it is, and counts once, too.
     */
    public static List<String> distinct(Collection<String> tags) {
        Map<String, String> first = new LinkedHashMap<>();
        for (String tag : tags) {
            Optional<String> canonical = canonical(tag);
            first.putIfAbsent(
                    canonical.map(LanguageTags::written).orElse(tag.toLowerCase(Locale.ROOT)),
                    canonical.orElse(tag));
        }
        return List.copyOf(first.values());
    }

    /**
     * Whether texts of two tags are in one language and script, whatever their regions; never of
     * {@link #UNDETERMINED}, nor of what is no tag of a language.
     */
    public static boolean isSame(String one, String other) {
        return !one.equals(UNDETERMINED)
                && canonical(one).isPresent()
                && canonical(other).isPresent()
                && written(one).equals(written(other));
    }

    /** Language and script of a tag; without a script that in which most write the language. */
    private static String written(String tag) {
        ULocale likely = ULocale.addLikelySubtags(ULocale.forLanguageTag(tag));
        return likely.getLanguage() + "-" + likely.getScript();
    }

    /** The language alone of a canonical tag: {@code de} of {@code de-AT}. */
    public static String language(String tag) {
        return ULocale.forLanguageTag(tag).getLanguage();
    }

    private static Optional<String> known(ULocale locale) {
        String language = locale.getLanguage();
        if (NO_SINGLE_LANGUAGE.contains(language)) {
            boolean privateUse = locale.toLanguageTag().startsWith("und-x-");
            return privateUse ? Optional.empty() : Optional.of(UNDETERMINED);
        }
        return KNOWN.contains(language) ? Optional.of(locale.toLanguageTag()) : Optional.empty();
    }
}
