package dev.limelight.pipeline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.kafka.admin.JobCounts;
import dev.limelight.connectors.kafka.refusal.Asked;
import dev.limelight.pipeline.watch.JobSnapshot.Failure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobWatchTest {

    private static final JobCounts NOTHING = new JobCounts(0, 0, 0);

    private final Time time = new Time();
    private final List<String> said = new ArrayList<>();
    private final JobWatch watch =
            new JobWatch(
                    time,
                    new Causes("host:1", Asked.of("Read", List.of())),
                    said::add,
                    "running; results are committed every 10 s");

    @Test
    void when_tasksAreStillStarting_then_itDoesNotRun() {
        watch.saw(starting());
        assertThat(said).isEmpty();
        watch.saw(running());
        watch.saw(running());
        assertThat(said).containsExactly("running; results are committed every 10 s");
    }

    @Test
    void when_theJobFailsBeforeItRuns_then_runningIsNotSaid() {
        watch.saw(failed(false, 1));
        watch.saw(failed(false, 1, 2));
        assertThat(said)
                .containsExactly(
                        "restarting (1st time): cause 1", "restarting (2nd time): cause 2");
        watch.saw(failed(true, 1, 2));
        assertThat(said).last().isEqualTo("running; results are committed every 10 s");
    }

    @Test
    void when_theJobRestarts_then_theCauseAndThatItRunsAgain() {
        watch.saw(running());
        watch.saw(failed(false, 5));
        watch.saw(failed(true, 5));
        watch.saw(failed(true, 5));
        assertThat(said.subList(1, said.size()))
                .containsExactly("restarting (1st time): cause 5", "running again");
    }

    @Test
    void when_itFailedAndRunsAgainBetweenTwoLooks_then_bothAreSaid() {
        watch.saw(running());
        watch.saw(failed(true, 1, 2, 3));
        assertThat(said.subList(1, said.size()))
                .containsExactly(
                        "restarting (1st time): cause 1",
                        "restarting (2nd time): cause 2",
                        "restarting (3rd time): cause 3",
                        "running again");
    }

    @Test
    void when_flinkForgetsOldFailures_then_theCountGoesOn() {
        watch.saw(failed(false, 1, 2));
        watch.saw(failed(false, 2, 3));
        assertThat(said).last().isEqualTo("restarting (3rd time): cause 3");
    }

    @Test
    void when_kafkaIsSilent_then_from20SecondsOnAndOnceAMinute() {
        watch.counted(NOTHING);
        time.pass(19);
        watch.unanswered();
        assertThat(said).isEmpty();
        time.pass(1);
        watch.unanswered();
        watch.unanswered();
        time.pass(59);
        watch.unanswered();
        assertThat(said).containsExactly("Kafka has not answered for 20 s");
        time.pass(1);
        watch.unanswered();
        time.pass(5);
        watch.counted(NOTHING);
        assertThat(said.subList(1, said.size()))
                .containsExactly(
                        "Kafka has not answered for 1 min 20 s",
                        "Kafka answers again after 1 min 25 s",
                        "0 documents, 0 dead letters, 0 waiting");
    }

    @Test
    void when_kafkaIsSilentForAMoment_then_nothingIsSaid() {
        time.pass(10);
        watch.unanswered();
        watch.counted(NOTHING);
        time.pass(15);
        watch.unanswered();
        assertThat(said).isEmpty();
    }

    @Test
    void when_aMinuteIsOver_then_oneLineWithTheCounts() {
        for (int second = 0; second < 185; second++) {
            watch.counted(new JobCounts(second, 1, 3));
            time.pass(1);
        }
        assertThat(said)
                .containsExactly(
                        "60 documents, 1 dead letter, 3 waiting",
                        "120 documents, 1 dead letter, 3 waiting",
                        "180 documents, 1 dead letter, 3 waiting");
    }

    @Test
    void when_minutesWereMissed_then_theyAreNotMadeUpFor() {
        time.pass(200);
        watch.counted(NOTHING);
        watch.counted(NOTHING);
        time.pass(40);
        watch.counted(NOTHING);
        assertThat(said).hasSize(2);
    }

    @Test
    void when_kafkaRefuses_then_itIsSaidOnceAndAgainAfterItDidNot() {
        watch.refused("no");
        watch.refused("no");
        watch.counted(NOTHING);
        watch.refused("no");
        assertThat(said).containsExactly("no", "no");
    }

    private static JobSnapshot starting() {
        return new JobSnapshot(false, 2, List.of());
    }

    private static JobSnapshot running() {
        return new JobSnapshot(true, 0, List.of());
    }

    private static JobSnapshot failed(boolean runs, long... times) {
        var failures = new ArrayList<Failure>();
        for (long at : times) {
            failures.add(new Failure(at, "java.lang.RuntimeException: cause " + at + "\n\tat x"));
        }
        return new JobSnapshot(runs, 0, failures);
    }
}
