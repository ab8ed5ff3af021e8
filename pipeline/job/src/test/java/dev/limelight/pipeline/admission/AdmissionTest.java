package dev.limelight.pipeline.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final int SUBTASK = 0;

    private final Admission admission = new Admission(2);
    private final Gate gate = admission.gate(SUBTASK);

    @Test
    void when_thereIsRoomForOne_then_theGateIsOpen() {
        gate.enter();
        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.room()).isCompleted();
    }

    @Test
    void when_moreComesThanThereIsRoomFor_then_allOfItHasToLeave() {
        IntStream.range(0, 5).forEach(i -> gate.enter());
        var room = gate.room();
        IntStream.range(0, 3).forEach(i -> gate.leave());
        assertThat(gate.isOpen()).isFalse();
        assertThat(room).isNotDone();
        gate.leave();
        assertThat(gate.isOpen()).isTrue();
        assertThat(room).isCompleted();
    }

    @Test
    void when_itFillsAgain_then_itIsShutAgain() {
        for (int i = 0; i < 3; i++) {
            gate.enter();
            gate.enter();
            assertThat(gate.isOpen()).isFalse();
            assertThat(gate.room()).isNotDone();
            gate.leave();
            gate.leave();
            assertThat(gate.isOpen()).isTrue();
            assertThat(gate.room()).isCompleted();
        }
    }

    /** The source and the operator are sent to where they run in pieces of their own. */
    @Test
    void when_bothEndsAreSentApart_then_theyMeetAtOneGate() throws Exception {
        Admission sent = InstantiationUtil.clone(admission);
        assertThat(sent.gate(SUBTASK)).isSameAs(gate);
        assertThat(sent.gate(1)).isNotSameAs(gate);
        assertThat(new Admission(2).gate(SUBTASK)).isNotSameAs(gate);
    }
}
