package dev.limelight.pipeline.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.FilteredBreakIteratorBuilder;
import com.ibm.icu.util.ULocale;
import dev.limelight.pipeline.document.layout.Lines;
import dev.limelight.pipeline.language.Languages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Measures how well sentence ends are found on the gold documents, beside ICU alone, and prints the
 * table. {@code -Dlimelight.sentences.errors=true} prints each error.
 */
class SentenceBoundaryTest {

    private static final double LEAST_F1 = 0.97;
    private static final boolean ERRORS = Boolean.getBoolean("limelight.sentences.errors");

    private static final Map<String, BiFunction<String, String, List<Integer>>> SYSTEMS =
            new LinkedHashMap<>();

    static {
        SYSTEMS.put("ICU", (text, tag) -> icu(text, BreakIterator.getSentenceInstance(of(tag))));
        SYSTEMS.put("ICU, suppressions", SentenceBoundaryTest::suppressed);
        SYSTEMS.put("ours, generic rules", (text, tag) -> ours(text, "und"));
        SYSTEMS.put("ours", SentenceBoundaryTest::ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void when_gold_documents_are_split_then_boundaries_are_found(String language) {
        assertThat(score(language, SentenceBoundaryTest::ours, ERRORS).f1())
                .isGreaterThan(LEAST_F1);
    }

    @Test
    void print_comparison() {
        System.out.println("| Splitter | Language | Precision | Recall | F1 |");
        System.out.println("|---|---|---:|---:|---:|");
        SYSTEMS.forEach(
                (name, system) ->
                        List.of("en", "de")
                                .forEach(tag -> print(name, tag, score(tag, system, false))));
    }

    private static void print(String name, String tag, Score score) {
        System.out.printf(
                "| %s | %s | %.4f | %.4f | %.4f |%n",
                name, tag, score.precision(), score.recall(), score.f1());
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
