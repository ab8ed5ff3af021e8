package dev.limelight.pipeline.summarize;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Guesses a document's kind from its words and its layout, in English and German. Thread-safe.
 *
 * <p>A paper announces what it does ({@code we propose}, {@code in this work}) in at least a tenth
 * of its sentences: that holds for 97 % of SciTLDR's abstracts and for under 1 % of news articles.
 * News is running prose that reports who said what. What is neither stays {@link
 * DocumentKind#OTHER}, as do other languages.
 */
final class KindGuess {

    private static final double PAPER_FROM = 0.10;
    private static final double NEWS_FROM = 0.05;
    private static final double NEWS_PROSE_FROM = 0.70;

    /*
     * Not Java's own edge of a word, which looks back over a whole run of combining marks at each of
     * them. No repetition below is without a bound either, so that no text is read again and again,
     * or deeper than the stack is.
     */
    private static final String BEFORE = "(?<![\\p{L}\\p{Nd}_])(?:";
    private static final String BEHIND = ")(?![\\p{L}\\p{Nd}_])";

    private static final Pattern ANNOUNCES =
            pattern(
                    "(we|i)\\s{1,9}((\\w{1,30}ly|also|then|first|further)\\s{1,9}){0,5}"
                            + "(propose|present|introduce|develop|describe|show|demonstrate|prove|find|study|investigate"
                            + "|explore|examine|address|analy[sz]e|provide|design|argue|suggest"
                            + "|report|offer|establish|consider|formulate|extend|derive|evaluate"
                            + "|use)",
                    "this (paper|work|article|study|thesis|report|letter)",
                    "here,? we",
                    "our (method|approach|model|results?|work|contributions?|framework"
                            + "|algorithm|main|key|experiments)",
                    "wir (stellen|zeigen|untersuchen|entwickeln|beschreiben|schlagen)",
                    "(in )?dieser? (arbeit|beitrag|artikel|studie|aufsatz)");

    private static final Pattern REPORTS =
            pattern(
                    "(said|says|told|according to|announced|a spokes(man|woman|person))",
                    "(sagte|sagt|sagten|erklärte|teilte|teilten|betonte|bestätigte|kündigte|laut"
                            + "|zufolge|nach (eigenen )?angaben|berichtete|hieß es|so (der|die) sprecher(in)?)");

    private KindGuess() {}

    static DocumentKind of(Document document) {
        if (share(document, sentence -> announces(document, sentence)) >= PAPER_FROM) {
            return DocumentKind.PAPER;
        }
        boolean reports =
                share(document, sentence -> matches(REPORTS, document, sentence)) >= NEWS_FROM;
        boolean prose =
                share(document, sentence -> sentence.kind() == SentenceKind.PROSE)
                        >= NEWS_PROSE_FROM;
        return reports && prose ? DocumentKind.NEWS : DocumentKind.OTHER;
    }

    /** Whether a sentence says what its document does. */
    static boolean announces(Document document, Sentence sentence) {
        return matches(ANNOUNCES, document, sentence);
    }

    private static boolean matches(Pattern pattern, Document document, Sentence sentence) {
        String text = document.text().substring(sentence.start(), sentence.end());
        return pattern.matcher(text.toLowerCase(Locale.ROOT)).find();
    }

    private static double share(Document document, Predicate<Sentence> holds) {
        List<Sentence> sentences = document.sentences();
        return (double) sentences.stream().filter(holds).count() / Math.max(1, sentences.size());
    }

    private static Pattern pattern(String... alternatives) {
        return Pattern.compile(BEFORE + String.join("|", alternatives) + BEHIND);
    }
}
