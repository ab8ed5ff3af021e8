package dev.limelight.connectors.record;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A warning about a result that its reader must know. This is the only place where a flag is named
 * and explained: the table in the documentation is made from it. The threshold of a flag that a
 * signal raises is in {@link Metric}.
 */
public enum Flag {
    LANGUAGE_UNDETERMINED(
            "nobody can tell the language; sentences were split by rules for any",
            EnumSet.allOf(ResultKind.class)),
    GENERIC_LANGUAGE_RULES(
            "there are no rules for this language; sentences were split by rules for any",
            EnumSet.allOf(ResultKind.class)),
    MARKUP_UNREAD(
            "some text of a page lies where its tags allow none and was neither read nor changed",
            EnumSet.allOf(ResultKind.class)),
    GUARD_FINDINGS(
            "the guard found something in the document: its alert says what and where",
            EnumSet.allOf(ResultKind.class)),
    HIDDEN_CHARACTERS(
            "the document was read as if its hidden characters, which the guard found, were not"
                    + " there",
            EnumSet.allOf(ResultKind.class)),
    MASKED(
            "sentences in which the guard found something were kept from the model; they are in no"
                    + " output",
            EnumSet.allOf(ResultKind.class)),
    SENTENCE_SPLIT(
            "a sentence was longer than the model reads at once; it was processed in parts",
            EnumSet.allOf(ResultKind.class)),
    UNKNOWN_WORDS(
            "more than a twentieth of a chunk or sentence is words or characters that the model's"
                    + " vocabulary lacks, or the model wrote letters of a foreign script or bytes"
                    + " that are no character",
            EnumSet.allOf(ResultKind.class)),
    OVER_TOKEN_BUDGET(
            "one character alone has more tokens than a chunk may have",
            EnumSet.of(ResultKind.EXTRACTIVE, ResultKind.ABSTRACTIVE)),
    SENTENCE_CUT(
            "a chosen sentence was too long for a summary, which has its beginning only",
            EnumSet.of(ResultKind.EXTRACTIVE)),
    WHOLE_DOCUMENT(
            "all sentences of the document were chosen, because there are no more than were asked"
                    + " for",
            EnumSet.of(ResultKind.EXTRACTIVE)),
    OUTPUT_CUT(
            "the model wrote as many tokens as it may, so a text may break off, that of a part"
                    + " included",
            EnumSet.of(ResultKind.ABSTRACTIVE, ResultKind.TRANSLATION)),
    PART_WITHOUT_SUMMARY(
            "the model read a part of the document and wrote nothing for it",
            EnumSet.of(ResultKind.ABSTRACTIVE)),
    NO_ATTENTION(
            "the graphs of the model do not show attention, so all sentences of a part count alike",
            EnumSet.of(ResultKind.ABSTRACTIVE)),
    NOT_MERGED(
            "the summaries of the parts stand one behind the other, because summarizing them again"
                    + " did not make them shorter",
            EnumSet.of(ResultKind.ABSTRACTIVE)),
    LOW_PROBABILITY("the model found its own words unlikely", EnumSet.of(ResultKind.TRANSLATION)),
    UNCERTAIN_WORDS(
            "the model found some of its words very unlikely", EnumSet.of(ResultKind.TRANSLATION)),
    DOUBTFUL_WORD(
            "the model found one word, all its tokens together, very unlikely (`München` became"
                    + " `coins`)",
            EnumSet.of(ResultKind.TRANSLATION)),
    LENGTH_RATIO(
            "the translation is far shorter or longer than the model usually writes, or empty",
            EnumSet.of(ResultKind.TRANSLATION)),
    REPETITION(
            "a run of four words comes again more often than in the source",
            EnumSet.of(ResultKind.TRANSLATION)),
    NUMBERS_DIFFER(
            "one side lacks a number of the other, each read as its language writes numbers",
            EnumSet.of(ResultKind.TRANSLATION)),
    NAMES_DIFFER("a name that must be copied is missing", EnumSet.of(ResultKind.TRANSLATION)),
    LOW_SOURCE_COVERAGE("little of the source got attention", EnumSet.of(ResultKind.TRANSLATION)),
    UNREAD(
            "much of the source was kept from the model (code, addresses) and copied",
            EnumSet.of(ResultKind.TRANSLATION)),
    COPIED(
            "some text with letters stands as it was, code or an address for instance",
            EnumSet.of(ResultKind.TRANSLATION)),
    SPLIT_AROUND_COPIED(
            "a sentence was cut around an address or code that the model did not copy",
            EnumSet.of(ResultKind.TRANSLATION)),
    PLACEHOLDER_BROKEN(
            "what must stay as it is (a variable of a template, a code, a word in a script that"
                    + " the model does not have) is not all there, or braces and backslashes are"
                    + " missing or too many",
            EnumSet.of(ResultKind.TRANSLATION)),
    SAME_LANGUAGE(
            "the document is in the target language already and is its own translation",
            EnumSet.of(ResultKind.TRANSLATION)),
    NO_ALIGNMENT(
            "the graphs of the model do not show attention, so no word is aligned",
            EnumSet.of(ResultKind.TRANSLATION)),
    EDITED_UNALIGNED(
            "a person has edited the segment, and no model has aligned its words anew",
            EnumSet.of(ResultKind.TRANSLATION)),
    UNREVIEWED(
            "a person was to look at the result and nobody did in time, or too many waited",
            EnumSet.allOf(ResultKind.class)),
    PIVOT("the translation went through a third language", EnumSet.of(ResultKind.TRANSLATION));

    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // it has no state that changes
    private final Set<ResultKind> on;

    Flag(String meaning, Set<ResultKind> on) {
        this.meaning = meaning;
        this.on = Set.copyOf(on);
    }

    /** As written in JSON: {@code sentence-split}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it says of a result, in one sentence of Markdown. */
    public String meaning() {
        return meaning;
    }

    /** The results that can have it. */
    public Set<ResultKind> on() {
        return on;
    }

    /** The names of flags in their order, as a record has them. */
    public static List<String> names(Collection<Flag> flags) {
        return flags.stream().map(Flag::wireName).toList();
    }
}
