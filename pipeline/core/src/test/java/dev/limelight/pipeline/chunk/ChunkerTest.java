package dev.limelight.pipeline.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.connectors.record.Flag;
import dev.limelight.pipeline.fixture.Documents;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkerTest {

    @Test
    void when_document_fits_then_one_chunk() {
        List<Chunk> chunks = chunk("One two. Three four.\n\nFive.", 10);
        assertThat(chunks).singleElement().satisfies(c -> assertThat(c.parts()).hasSize(3));
        assertThat(chunks.get(0).flags()).isEmpty();
    }

    @Test
    void when_rest_would_be_tiny_then_shares_are_even() {
        assertThat(texts("A b c d. ".repeat(6).strip(), 20))
                .containsExactly("A b c d. ".repeat(3), "A b c d. ".repeat(3).strip());
    }

    @Test
    void when_a_paragraph_ends_near_the_share_then_the_chunk_ends_there() {
        String text = "One two three.\n\nFour five six.\n\nSeven eight nine. Ten one two.";
        assertThat(texts(text, 8)).startsWith("One two three.\n\nFour five six.\n\n");
    }

    @Test
    void when_a_sentence_is_too_long_then_it_is_cut_behind_a_clause() {
        List<Chunk> chunks = chunk("One two three four, five six seven eight nine ten.", 6);
        assertThat(chunks.get(0).text()).isEqualTo("One two three four, ");
        assertThat(chunks).allSatisfy(c -> assertThat(c.flags()).contains(Flag.SENTENCE_SPLIT));
    }

    @Test
    void when_a_cluster_begins_a_long_sentence_then_words_stay_whole() {
        assertThat(texts("👨‍👩‍👧‍👦The cat sat", 1))
                .containsExactly("👨‍👩‍👧‍👦The ", "cat ", "sat");
    }

    @Test
    void when_budget_is_zero_then_it_is_refused() {
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
