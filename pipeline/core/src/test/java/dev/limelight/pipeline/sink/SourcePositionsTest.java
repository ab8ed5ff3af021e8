package dev.limelight.pipeline.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.Pages;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SourcePositionsTest {

    @Provide
    Arbitrary<String> pages() {
        return Pages.any();
    }

    @Test
    void when_documentIsAPage_then_positionsAreCodePointsOfThePage() {
        String html = "<p>\ud83d\udc15 A <b>cat &amp;</b> it. So</p>";
        Document page = Objects.requireNonNull(Pages.parsed(html).document());
        var positions = new SourcePositions(page.source());
        Sentence first = page.sentences().get(0);
        assertThat(positions.slice(first.start(), first.end()))
                .isEqualTo("\ud83d\udc15 A <b>cat &amp;</b> it.");
        assertThat(positions.start(first.start())).isEqualTo(3);
        assertThat(positions.end(first.end())).isEqualTo(27);
    }

    @Test
    void when_documentIsAText_then_positionsAreCodePointsOfIt() {
        var positions = new SourcePositions(Documents.english("\ud83d\udc15 it").source());
        assertThat(positions.start(3)).isEqualTo(2);
        assertThat(positions.slice(3, 5)).isEqualTo("it");
    }

    @Property(tries = 1500)
    void when_pageIsHostile_then_sentencesAreInItsOrderAndNoScriptIsRead(
            @ForAll("pages") String html) {
        Document page = Pages.parsed(html).document();
        int reached = 0;
        for (Sentence sentence : page == null ? java.util.List.<Sentence>of() : page.sentences()) {
            var positions = new SourcePositions(Objects.requireNonNull(page).source());
            int start = positions.start(sentence.start());
            assertThat(start).isGreaterThanOrEqualTo(reached);
            reached = positions.end(sentence.end());
            assertThat(reached).isGreaterThan(start);
            /* One may stand in the middle of a sentence, and then of its slice. */
            assertThat(positions.slice(sentence.start(), sentence.end()))
                    .doesNotStartWith("<script")
                    .doesNotStartWith("<style")
                    .doesNotEndWith("</script>")
                    .doesNotEndWith("</style>");
            assertThat(page.text().substring(sentence.start(), sentence.end()))
                    .doesNotContain("f()");
        }
    }
}
