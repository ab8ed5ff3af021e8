package dev.limelight.pipeline.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final int SUBTASK = 0;

    private final Admission admission = new Admission();
    private final Gate gate = admission.gate(SUBTASK);

    @Test
    void when_lessWaitsThanMay_then_theGateIsOpen() {
        enter(Gate.DOCUMENTS - 1, 1);
        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.room()).isCompleted();
    }

    @Test
    void when_moreWaitsThanMay_then_theRestHasToLeave() {
        enter(Gate.DOCUMENTS + 3, 1);
        var room = gate.room();
        IntStream.range(0, 3).forEach(i -> gate.leave(1));
        assertThat(gate.isOpen()).isFalse();
        assertThat(room).isNotDone();
        gate.leave(1);
        assertThat(gate.isOpen()).isTrue();
        assertThat(room).isCompleted();
    }

    /** A checkpoint has to hold it. */
    @Test
    void when_fewLongDocumentsWait_then_theirLengthShutsTheGate() {
        int half = (int) (Gate.LENGTH / 2);
        enter(2, half);
        assertThat(gate.isOpen()).isFalse();
        gate.leave(half);
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void when_itFillsAgain_then_itIsShutAgain() {
        for (int i = 0; i < 3; i++) {
            enter(Gate.DOCUMENTS, 7);
            assertThat(gate.isOpen()).isFalse();
            assertThat(gate.room()).isNotDone();
            IntStream.range(0, Gate.DOCUMENTS).forEach(j -> gate.leave(7));
            assertThat(gate.isOpen()).isTrue();
            assertThat(gate.room()).isCompleted();
        }
    }

    /** The source and the operator are sent to where they run in excerpts of their own. */
    @Test
    void when_bothEndsAreSentApart_then_theyMeetAtOneGate() throws Exception {
        Admission sent = InstantiationUtil.clone(admission);
        assertThat(sent.gate(SUBTASK)).isSameAs(gate);
        assertThat(sent.gate(1)).isNotSameAs(gate);
        assertThat(new Admission().gate(SUBTASK)).isNotSameAs(gate);
    }

    private void enter(int documents, int length) {
        IntStream.range(0, documents).forEach(i -> gate.enter(length));
    }
}
