package dev.limelight.pipeline.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.connectors.record.Flag;
import dev.limelight.pipeline.fixture.Documents;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkerTest {

    @Test
    void when_documentFits_then_oneChunk() {
        List<Chunk> chunks = chunk("One two. Three four.\n\nFive.", 10);
        assertThat(chunks).singleElement().satisfies(c -> assertThat(c.parts()).hasSize(3));
        assertThat(chunks.get(0).flags()).isEmpty();
    }

    @Test
    void when_restWouldBeTiny_then_sharesAreEven() {
        assertThat(texts("A b c d. ".repeat(6).strip(), 20))
                .containsExactly("A b c d. ".repeat(3), "A b c d. ".repeat(3).strip());
    }

    @Test
    void when_aParagraphEndsNearTheShare_then_theChunkEndsThere() {
        String text = "One two three.\n\nFour five six.\n\nSeven eight nine. Ten one two.";
        assertThat(texts(text, 8)).startsWith("One two three.\n\nFour five six.\n\n");
    }

    @Test
    void when_aSentenceIsTooLong_then_itIsCutBehindAClause() {
        List<Chunk> chunks = chunk("One two three four, five six seven eight nine ten.", 6);
        assertThat(chunks.get(0).text()).isEqualTo("One two three four, ");
        assertThat(chunks).allSatisfy(c -> assertThat(c.flags()).contains(Flag.SENTENCE_SPLIT));
    }

    @Test
    void when_aClusterBeginsALongSentence_then_wordsStayWhole() {
        assertThat(texts("👨‍👩‍👧‍👦The cat sat", 1))
                .containsExactly("👨‍👩‍👧‍👦The ", "cat ", "sat");
    }

    @Test
    void when_budgetIsZero_then_itIsRefused() {
        assertThatThrownBy(() -> new Chunker(FakeCounters.perWord(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("token budget is 0, expected at least 1");
    }

    private static List<String> texts(String text, int budget) {
        return chunk(text, budget).stream().map(Chunk::text).toList();
    }

    private static List<Chunk> chunk(String text, int budget) {
        return new Chunker(FakeCounters.perWord(), budget).chunk(Documents.english(text));
    }
}
