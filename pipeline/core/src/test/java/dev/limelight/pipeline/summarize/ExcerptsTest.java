package dev.limelight.pipeline.summarize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.Flag;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.HostileTexts;
import dev.limelight.pipeline.fixture.TestSalience;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** However badly a text was split, its summary is never the text. */
class ExcerptsTest {

    private static final String CLAUSE = "the river rose again, while nobody looked at it, ";

    @Example
    void when_aDocumentIsOneLongSentence_then_aClauseOfItIsTakenAndFlagged() {
        Document document = Documents.english(CLAUSE.repeat(400).strip());
        Summary summary = summarize(document, "3");
        assertThat(summary.flags()).containsExactly(Flag.SENTENCE_CUT);
        assertThat(summary.text().length()).isBetween(500, 1300);
        assertThat(summary.text()).endsWith(",");
        Excerpt excerpt = summary.excerpts().get(0);
        assertThat(document.text().substring(excerpt.start(), excerpt.end()))
                .isEqualTo(summary.text());
    }

    @Example
    void when_aDocumentIsOneShortSentence_then_itIsGivenWholeAndFlagged() {
        Summary summary = summarize(Documents.english("the bridge is closed until may"), "1");
        assertThat(summary.text()).isEqualTo("the bridge is closed until may");
        assertThat(summary.flags()).containsExactly(Flag.WHOLE_DOCUMENT);
    }

    @Example
    void when_sentencesAreOfUsualLength_then_theyAreWhole() {
        Document document = Documents.english("The river rose again on Monday night. ".repeat(40));
        assertThat(summarize(document, "3").flags()).isEmpty();
    }

    @Example
    void when_thereAreNoClauses_then_aWordEndsItAndElseACluster() {
        assertThat(summarize(Documents.english("word ".repeat(900)), "1").text()).endsWith("word");
        String family = "👨‍👩‍👧";
        String text = summarize(Documents.english("x" + family.repeat(500)), "1").text();
        assertThat(text).endsWith(family);
        assertThat(summarize(Documents.english("漢字".repeat(900) + "、"), "1").text()).hasSize(900);
    }

    @Example
    void when_whiteSpaceIsWide_then_itDoesNotCount() {
        Document document = Documents.english("The bridge is" + " ".repeat(80_000) + "closed.");
        assertThat(summarize(document, "1").excerpts())
                .containsExactly(new Excerpt(0, 0, document.text().length()));
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }

    @Property(tries = 300)
    void always_aSummaryIsNoLongerThanHalfTheDocumentOrItsSentencesShare(
            @ForAll("hostile") String text,
            @ForAll @IntRange(min = 1, max = 40) int times,
            @ForAll @IntRange(min = 1, max = 5) int wanted) {
        Document document = oneSentence(text.repeat(times));
        Summary summary = summarize(document, Integer.toString(wanted));
        long most = Math.max(ink(document.text()) / 2, 300L * summary.excerpts().size());
        assertThat(ink(summary.text())).isLessThanOrEqualTo(most);
    }

    private static Document oneSentence(String text) {
        String inked = text.strip();
        Assume.that(ink(inked) > 0);
        return Documents.of(
                "one",
                "en",
                inked,
                List.of(new Sentence(0, inked.length(), 0, SentenceKind.PROSE)));
    }

    private static long ink(String text) {
        return text.chars().filter(unit -> !Lines.isSpace((char) unit)).count();
    }

    private static Summary summarize(Document document, String length) {
        double[] even = document.sentences().stream().mapToDouble(each -> 1).toArray();
        return ExtractiveSummarizer.summarize(
                TestSalience.of(document, even), SummaryLength.parse(length), Prior.NONE);
    }
}
