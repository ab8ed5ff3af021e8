package dev.limelight.pipeline.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.AlignmentLink;
import dev.limelight.connectors.record.EditedSegment;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EditsTest {

    private static final TranslationRecord BEFORE = Reviews.translation();

    @Test
    void when_aSegmentIsEdited_then_theOthersMoveAndKeepTheirAlignment() {
        TranslationRecord edited =
                edits(Aligner.NONE).with(List.of(new EditedSegment(1, "2 \ud83d\ude00.")));

        assertThat(edited.text()).isEqualTo("Eine \ud83d\ude00 Lampe. 2 \ud83d\ude00.\n\nDrei.");
        assertTiled(edited);
        assertThat(edited.segments().get(0)).isEqualTo(BEFORE.segments().get(0));
        assertThat(edited.segments().get(1).alignment()).isEmpty();
        assertThat(edited.segments().get(1).flags()).containsExactly("edited-unaligned");
        assertThat(edited.segments().get(2).alignment())
                .isEqualTo(BEFORE.segments().get(2).alignment());
        assertThat(edited.flags()).containsExactly("pivot", "edited-unaligned");
        assertThat(edited.quality()).isEmpty();
    }

    @Test
    void when_anAlignerKnowsTheWords_then_itsLinksLieOnTheDocument() {
        Aligner aligner =
                (from, to, source, target) -> {
                    assertThat(source).isEqualTo("Two lamps.");
                    assertThat(from + to + target).isEqualTo("ende2 Lampen.");
                    return List.of(new AlignmentLink(0, 3, 0, 1, 1));
                };
        TranslationRecord edited = edits(aligner).with(List.of(new EditedSegment(1, "2 Lampen.")));

        assertThat(edited.segments().get(1).alignment())
                .containsExactly(new AlignmentLink(12, 15, 0, 1, 1));
        assertThat(edited.segments().get(1).flags()).isEmpty();
        assertThat(edited.flags()).containsExactly("pivot");
    }

    @Test
    void when_theWholeTextIsEdited_then_segmentsThatAreAsBeforeStay() {
        assertWhole("Eine \ud83d\ude00 Lampe. Zwei Laternen.\n\nDrei.", 3, List.of(1));
        assertWhole("Eine \ud83d\ude00 Leuchte. Zwei Lampen.\n\nDrei.", 3, List.of(0));
        assertWhole("Eine \ud83d\ude00 Lampe. Zwei Lampen.\n\nVier!", 3, List.of(2));
        assertWhole("Eine \ud83d\ude01 Lampe. Zwei Lampen.\n\nVier!", 1, List.of(0));
        assertWhole("Ganz anders", 1, List.of(0));
        assertWhole("Drei.", 1, List.of(0));
        assertWhole("\n\nDrei.", 2, List.of(0));
        assertWhole(BEFORE.text(), 3, List.of());
    }

    private static void assertWhole(String text, int segments, List<Integer> changed) {
        TranslationRecord edited = edits(Aligner.NONE).with(text);
        assertThat(edited.text()).isEqualTo(text);
        assertTiled(edited);
        assertThat(edited.segments()).hasSize(segments);
        for (int i = 0; i < segments; i++) {
            boolean isChanged = edited.segments().get(i).flags().contains("edited-unaligned");
            assertThat(isChanged).as("%d of %s", i, text).isEqualTo(changed.contains(i));
        }
    }

    /** Whatever a person writes, it is what goes out, and segments lie where they say. */
    @Test
    void when_aPersonWritesAnything_then_thatIsWhatGoesOut() {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            int[] points = BEFORE.text().codePoints().toArray();
            var text = new StringBuilder();
            int from = random.nextInt(points.length);
            int to = from + random.nextInt(points.length - from);
            text.append(new String(points, 0, from));
            text.append(
                    List.of("", " ", "x", "\n\n", "Drei.", "\ud83d\ude00").get(random.nextInt(6)));
            text.append(new String(points, to, points.length - to));
            TranslationRecord edited = edits(Aligner.NONE).with(text.toString());
            assertThat(edited.text()).isEqualTo(text.toString());
            assertTiled(edited);
        }
    }

    private static Edits edits(Aligner aligner) {
        return new Edits(aligner, BEFORE, Reviews.SOURCE);
    }

    private static void assertTiled(TranslationRecord edited) {
        int reached = 0;
        int source = 0;
        for (TranslationSegment segment : edited.segments()) {
            assertThat(segment.targetStart()).isGreaterThanOrEqualTo(reached);
            assertThat(segment.sourceStart()).isGreaterThanOrEqualTo(source);
            String text = edited.text();
            int start = text.offsetByCodePoints(0, segment.targetStart());
            int end = text.offsetByCodePoints(0, segment.targetEnd());
            assertThat(text.substring(start, end)).isEqualTo(segment.text());
            reached = segment.targetEnd();
            source = segment.sourceEnd();
        }
        assertThat(edited.segments().get(edited.segments().size() - 1).sourceEnd()).isEqualTo(30);
    }
}
