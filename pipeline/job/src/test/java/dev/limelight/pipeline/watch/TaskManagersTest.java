package dev.limelight.pipeline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskManagersTest {

    private final Time time = new Time();
    private final TaskManagers taskManagers = new TaskManagers(time);

    @Test
    void when_noneHasComeYet_then_theyHaveNotEnded() {
        assertThat(taskManagers.haveEnded(0)).isFalse();
        time.pass(600);
        assertThat(taskManagers.haveEnded(0)).isFalse();
    }

    @Test
    void when_noneIsThereForAMinute_then_theyHaveEnded() {
        assertThat(taskManagers.haveEnded(1)).isFalse();
        time.pass(600);
        assertThat(taskManagers.haveEnded(0)).isFalse();
        time.pass(59);
        assertThat(taskManagers.haveEnded(0)).isFalse();
        time.pass(1);
        assertThat(taskManagers.haveEnded(0)).isTrue();
    }

    /** A long pause of the JVM: Flink gives a TaskManager up, and it registers again. */
    @Test
    void when_itRegistersAgain_then_theMinuteBeginsAnew() {
        taskManagers.haveEnded(1);
        taskManagers.haveEnded(0);
        time.pass(59);
        assertThat(taskManagers.haveEnded(1)).isFalse();
        time.pass(30);
        assertThat(taskManagers.haveEnded(0)).isFalse();
        time.pass(59);
        assertThat(taskManagers.haveEnded(0)).isFalse();
    }
}
