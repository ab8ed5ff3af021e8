package dev.limelight.pipeline.chunk;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import dev.limelight.connectors.record.Flag;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.GoldDocument;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.Growth;
import dev.limelight.pipeline.fixture.HostileTexts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** What holds for the chunks of any text by any tokenizer; extend it with the tokenizer. */
abstract class ChunkerContract {

    /** Long texts leave the caches, those of the native tokenizer among them. */
    private static final int LONG_RATIO = 30;

    private static final String[] REPEATED = {
        "a",
        "word ",
        "Yes. ",
        " ",
        "\n\n",
        "🇯",
        "👨‍👩‍👧 ",
        "漢",
        "a,",
        "e\u0301",
        "x".repeat(120) + " "
    };

    /** The tokenizer to chunk with. */
    abstract TokenCounter counter();

    /** How many characters the long texts have; less for slow tokenizers. */
    int longText() {
        return 200_000;
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }

    @Property(tries = 1000)
    void always_hostileTextsAreChunkedByTheContract(
            @ForAll("hostile") String text, @ForAll @IntRange(min = 1, max = 40) int budget) {
        check(text, budget);
    }

    @Example
    void when_documentsAreGold_then_theyAreChunkedByTheContract() {
        for (GoldDocument document : GoldDocument.all()) {
            for (int budget : new int[] {1, 7, 50, 126, 254, 510}) {
                check(document.text(), budget);
            }
        }
    }

    @Tag("slow")
    @Example
    void when_aTextIsLong_then_timeIsLinear() {
        for (String piece : REPEATED) {
            String text = piece.repeat(longText() / 10 / piece.length());
            Growth.assertLinear(
                    piece,
                    Documents.english(text),
                    Documents.english(text.repeat(10)),
                    new Chunker(counter(), 254)::chunk,
                    LONG_RATIO);
        }
    }

    @Example
    void when_oneSentenceHasTwentyThousandCharacters_then_itIsChunkedByTheContract() {
        String clause = "and the river rose again, while nobody looked at it";
        check((clause + ", ").repeat(400).strip() + ".", 254);
        check("word ".repeat(4000).strip(), 254);
        check("x".repeat(20_000), 254);
    }

    private void check(String text, int budget) {
        Document document = Documents.english(text);
        List<Chunk> chunks = new Chunker(counter(), budget).chunk(document);
        assertThat(chunks.stream().map(Chunk::text).collect(joining())).isEqualTo(text);
        BreakIterator clusters = BreakIterator.getCharacterInstance();
        clusters.setText(text);
        Set<Integer> cut = new HashSet<>();
        int start = 0;
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            assertThat(chunk.sequence()).isEqualTo(i);
            assertThat(chunk.of()).isEqualTo(chunks.size());
            assertThat(chunk.start()).isEqualTo(start);
            assertThat(chunk.text()).isNotEmpty();
            checkBudget(chunk, budget);
            checkBorder(chunk, text, clusters, budget);
            checkParts(document, chunk, cut);
            start += chunk.text().length();
        }
        checkCuts(document, cut, budget);
        assertThat(new Chunker(counter(), budget).chunk(document)).isEqualTo(chunks);
    }

    private void checkBudget(Chunk chunk, int budget) {
        boolean over = counter().count(chunk.text()) > budget;
        assertThat(chunk.flags().contains(Flag.OVER_TOKEN_BUDGET)).isEqualTo(over);
        if (over) {
            assertThat(chunk.text().codePointCount(0, chunk.text().length())).isEqualTo(1);
        }
    }

    /** A chunk begins inside a cluster only when that cluster alone exceeds the budget. */
    private void checkBorder(Chunk chunk, String text, BreakIterator clusters, int budget) {
        if (!clusters.isBoundary(chunk.start())) {
            int from = clusters.preceding(chunk.start());
            String cluster = text.substring(from, clusters.following(from));
            assertThat(cluster).matches(c -> c.length() > 64 || counter().count(c) > budget);
            char before = text.charAt(chunk.start() - 1);
            assertThat(Character.isSurrogatePair(before, text.charAt(chunk.start()))).isFalse();
        }
    }

    private static void checkParts(Document document, Chunk chunk, Set<Integer> cut) {
        boolean split = false;
        int end = chunk.start();
        for (SentencePart part : chunk.parts()) {
            Sentence sentence = document.sentences().get(part.sentence());
            assertThat(part.start()).isGreaterThanOrEqualTo(Math.max(end, sentence.start()));
            assertThat(part.end()).isGreaterThan(part.start());
            assertThat(part.end()).isLessThanOrEqualTo(sentence.end());
            assertThat(part.end()).isLessThanOrEqualTo(chunk.start() + chunk.text().length());
            if (part.start() > sentence.start() || part.end() < sentence.end()) {
                cut.add(part.sentence());
                split = true;
            }
            end = part.end();
        }
        assertThat(chunk.flags().contains(Flag.SENTENCE_SPLIT)).isEqualTo(split);
    }

    private void checkCuts(Document document, Set<Integer> cut, int budget) {
        for (int i : cut) {
            Sentence sentence = document.sentences().get(i);
            String text = document.text().substring(sentence.start(), sentence.end());
            assertThat(counter().count(text)).isGreaterThan(budget);
        }
    }
}
