package dev.limelight.pipeline.teach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.teach.Completion.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LessonTest {

    private static final int STEPS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, -7})
    void when_sentencesAreLearned_then_theyAreRecalledAndTheAmbiguousOneIsNot(long seed) {
        Watched lesson = Watched.lesson(seed, STEPS);
        assertThat(lesson.end().completions())
                .extracting(Completion::outcome)
                .containsOnly(Outcome.RECALLED);
        assertThat(lesson.end().completions())
                .extracting(completion -> completion.prompt() + " " + completion.text())
                .isEqualTo(Lesson.SENTENCES);
        assertThat(lesson.end().losses()).hasSize(STEPS + 1);
        assertThat(lesson.steps().get(0).loss()).isGreaterThan(3);
        assertThat(lesson.steps().get(lesson.steps().size() - 1).loss()).isLessThan(0.3);
        AmbiguousReading reading = lesson.end().ambiguous();
        assertThat(reading.completions().subList(1, reading.completions().size()))
                .extracting(Completion::outcome)
                .doesNotContain(Outcome.RECALLED)
                .contains(Outcome.INCOHERENCE);
    }

    @Test
    void when_seedIsTheSame_then_soIsEveryNumber() {
        assertThat(Watched.lesson(3, 12).end().losses())
                .isEqualTo(Watched.lesson(3, 12).end().losses())
                .isNotEqualTo(Watched.lesson(4, 12).end().losses());
    }

    /** What this Java computes is what every Java computes. */
    @Test
    void when_seedIs1_then_lossIsThatOfEveryMachine() {
        assertThat(Watched.lesson(1, 10).end().losses())
                .startsWith(3.755518643352906)
                .endsWith(2.02059004093602);
    }

    @Test
    void when_thereAreNoSteps_then_nothingIsLearned() {
        Watched lesson = Watched.lesson(1, 0);
        assertThat(lesson.steps()).hasSize(1);
        assertThat(lesson.end().completions())
                .extracting(Completion::outcome)
                .containsOnly(Outcome.INCOHERENCE);
    }

    /** A completion is familiar only if it can be found, word for word, in its sentence. */
    @Test
    void when_aPatternIsFamiliar_then_itIsTheEndOfItsSentence() {
        List<Completion> familiar =
                Watched.lesson(1, STEPS).end().ambiguous().completions().stream()
                        .filter(each -> each.outcome() == Outcome.FAMILIAR_PATTERN)
                        .toList();
        assertThat(familiar)
                .isNotEmpty()
                .allSatisfy(
                        each ->
                                assertThat(Lesson.SENTENCES.get(each.sentence() - 1))
                                        .endsWith(each.text())
                                        .doesNotStartWith(each.prompt()));
    }

    private record Watched(List<Snapshot> steps, Lesson.Ending end) {

        static Watched lesson(long seed, int steps) {
            List<Snapshot> snapshots = new ArrayList<>();
            List<Lesson.Ending> endings = new ArrayList<>();
            new Lesson(seed, steps)
                    .teach(
                            new Lesson.Reader() {
                                @Override
                                public void begins(Lesson.Beginning beginning) {
                                    assertThat(snapshots).isEmpty();
                                }

                                @Override
                                public void learns(Snapshot snapshot) {
                                    snapshots.add(snapshot);
                                }

                                @Override
                                public void ends(Lesson.Ending ending) {
                                    endings.add(ending);
                                }
                            });
            return new Watched(snapshots, endings.get(0));
        }
    }
}
