package dev.limelight.pipeline.language;

import com.ibm.icu.util.ULocale;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The rules and word lists of one language. Immutable and thread-safe.
 *
 * <p>A profile is a file of sections in this package's resources, named after its language. A
 * missing section is an empty list: then only the rules that hold for every language apply.
 *
 * @param code ISO 639 language; {@code und} for the rules that fit any language
 * @param locale for ICU's rules
 * @param lists lower-case entries by section
 */
public record LanguageProfile(String code, ULocale locale, Map<Section, Set<String>> lists) {

    /** The word lists that a language's file may have. */
    public enum Section {
        /** Abbreviations that another word always follows: {@code dr}, {@code z.b}. */
        TITLE,
        /** Abbreviations that stand before a number or a letter: {@code fig}, {@code nr}. */
        NUMBER,
        /** Abbreviations that end a sentence only when a {@link #STARTER} follows. */
        OPEN,
        /** Abbreviations that end a sentence when a capital follows: {@code p.m}, {@code inc}. */
        FINAL,
        /** Words that, capitalised after a full stop, begin a sentence. */
        STARTER,
        /** Words that a sentence ends with; where spaces and no stops stand between sentences. */
        ENDING,
        /** Words that, behind a space, go on with a sentence; where there are no stops. */
        JOINING,
        /** Words that no sentence ends with; where there are no stops. */
        UNFINISHED,
        /** Month names; not empty where a full stop makes an ordinal: {@code 14. März}. */
        MONTH,
        /** First words of captions that a number follows: {@code table}. */
        CAPTION,
        /** Beginnings of a greeting line. */
        GREETING,
        /** Beginnings of a closing line of a letter. */
        CLOSING,
        /** Field names of a mail's header. */
        MAIL_HEADER,
        /** Words behind a closing quotation mark that go on with its sentence. */
        QUOTING,
        /** Pronouns that point out of their sentence when it begins with them. */
        PRONOUN,
        /** Connectives that point out of their sentence when it begins with them. */
        CONNECTIVE
    }

    public LanguageProfile {
        lists = Map.copyOf(lists);
    }

    /** The entries of a section, in lower case; empty where the language has none. */
    public Set<String> list(Section section) {
        return lists.getOrDefault(section, Set.of());
    }

    /** Whether {@code word}, in any case, is in a section. */
    public boolean has(Section section, String word) {
        return list(section).contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether these are the rules for any language, without lists. */
    public boolean generic() {
        return lists.isEmpty();
    }
}
