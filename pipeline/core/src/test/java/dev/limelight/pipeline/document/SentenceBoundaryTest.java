package dev.limelight.pipeline.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.FilteredBreakIteratorBuilder;
import com.ibm.icu.util.ULocale;
import dev.limelight.pipeline.language.Languages;
import dev.limelight.pipeline.text.layout.Lines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Measures how well sentence ends are found on the gold documents, and that ICU alone finds fewer.
 * {@code -Dlimelight.sentences.errors=true} prints each error.
 */
class SentenceBoundaryTest {

    private static final double LEAST_F1 = 0.99;

    /** Of F1, before ICU alone and before our own rules without lists of words. */
    private static final double LEAST_LEAD = 0.02;

    private static final boolean ERRORS = Boolean.getBoolean("limelight.sentences.errors");

    private static final Map<String, BiFunction<String, String, List<Integer>>> OTHERS =
            new LinkedHashMap<>();

    static {
        OTHERS.put("ICU", (text, tag) -> icu(text, BreakIterator.getSentenceInstance(of(tag))));
        OTHERS.put("ICU, suppressions", SentenceBoundaryTest::suppressed);
        OTHERS.put("ours, generic rules", (text, tag) -> ours(text, "und"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void when_goldDocumentsAreSplit_then_boundariesAreFound(String language) {
        assertThat(score(language, SentenceBoundaryTest::ours, ERRORS).f1())
                .isGreaterThan(LEAST_F1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void when_othersSplitTheSameDocuments_then_theyErrMore(String language) {
        double ours = score(language, SentenceBoundaryTest::ours, false).f1();
        OTHERS.forEach(
                (name, other) ->
                        assertThat(score(language, other, false).f1())
                                .as(name)
                                .isLessThan(ours - LEAST_LEAD));
    }

    private static Score score(
            String language, BiFunction<String, String, List<Integer>> system, boolean show) {
        Score total = new Score(0, 0, 0);
        for (GoldDocument document : GoldDocument.of(language)) {
            TreeSet<Integer> gold = document.goldEnds();
            TreeSet<Integer> found = document.ends(system.apply(document.text(), language));
            TreeSet<Integer> wrong = new TreeSet<>(found);
            wrong.removeAll(gold);
            TreeSet<Integer> missed = new TreeSet<>(gold);
            missed.removeAll(found);
            if (show) {
                wrong.forEach(at -> show("wrong ", document, at));
                missed.forEach(at -> show("missed", document, at));
            }
            total = total.plus(found.size() - wrong.size(), wrong.size(), missed.size());
        }
        return total;
    }

    private static void show(String what, GoldDocument document, int inked) {
        int at = 0;
        for (int left = inked; left > 0; at++) {
            left -= Lines.isSpace(document.text().charAt(at)) ? 0 : 1;
        }
        String around =
                document.text().substring(Math.max(0, at - 40), at)
                        + " ¦ "
                        + document.text()
                                .substring(at, Math.min(document.text().length(), at + 30));
        System.out.println(what + " " + document.id() + ": " + around.replace('\n', '⏎'));
    }

    private static List<Integer> ours(String text, String tag) {
        return new SentenceSplitter(Languages.profile(tag))
                .split(text).stream().map(Sentence::end).toList();
    }

    private static List<Integer> suppressed(String text, String tag) {
        return icu(
                text,
                FilteredBreakIteratorBuilder.getInstance(of(tag))
                        .wrapIteratorWithFilter(BreakIterator.getSentenceInstance(of(tag))));
    }

    private static List<Integer> icu(String text, BreakIterator iterator) {
        iterator.setText(text);
        List<Integer> ends = new ArrayList<>();
        for (int at = iterator.next(); at != BreakIterator.DONE; at = iterator.next()) {
            ends.add(at);
        }
        return ends;
    }

    private static ULocale of(String tag) {
        return ULocale.forLanguageTag(tag);
    }

    private record Score(int right, int wrong, int missed) {

        Score plus(int right, int wrong, int missed) {
            return new Score(this.right + right, this.wrong + wrong, this.missed + missed);
        }

        double precision() {
            return right / (double) (right + wrong);
        }

        double recall() {
            return right / (double) (right + missed);
        }

        double f1() {
            return 2 * precision() * recall() / (precision() + recall());
        }
    }
}
