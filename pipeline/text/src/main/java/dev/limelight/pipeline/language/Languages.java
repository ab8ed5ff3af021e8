package dev.limelight.pipeline.language;

import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The registry of languages: a new one is a resource file and a code in this list. Thread-safe. */
public final class Languages {

    private static final List<String> CODES =
            List.of(
                    "ar", "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "hi", "id", "is",
                    "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "th", "tr", "uk", "zh");
    private static final Map<String, LanguageProfile> PROFILES = load();

    /** The rules that hold for any language. */
    public static final LanguageProfile GENERIC =
            new LanguageProfile(LanguageTags.UNDETERMINED, ULocale.ROOT, Map.of());

    private Languages() {}

    /**
     * The profile of a tag's language, or {@link #GENERIC} where there is none.
     *
     * @param tag BCP 47; region and script do not matter
     */
    public static LanguageProfile profile(String tag) {
        String language = ULocale.forLanguageTag(tag).getLanguage();
        return PROFILES.getOrDefault(language, GENERIC);
    }

    /** The codes of all languages with a profile, sorted. */
    public static List<String> codes() {
        return CODES;
    }

    private static Map<String, LanguageProfile> load() {
        Map<String, LanguageProfile> profiles = new TreeMap<>();
        CODES.forEach(code -> profiles.put(code, ProfileReader.read(code)));
        return profiles;
    }
}
