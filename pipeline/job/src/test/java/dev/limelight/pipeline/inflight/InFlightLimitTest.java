package dev.limelight.pipeline.inflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {

    private static final int SUBTASK = 0;

    private final InFlightLimit limit = new InFlightLimit();
    private final InFlightLimiter limiter = limit.limiter(SUBTASK);

    @Test
    void when_lessWaitsThanMay_then_theGateIsOpen() {
        enter(InFlightLimiter.DOCUMENTS - 1, 1);
        assertThat(limiter.isOpen()).isTrue();
        assertThat(limiter.room()).isCompleted();
    }

    @Test
    void when_moreWaitsThanMay_then_theRestHasToLeave() {
        enter(InFlightLimiter.DOCUMENTS + 3, 1);
        var room = limiter.room();
        IntStream.range(0, 3).forEach(i -> limiter.leave(1));
        assertThat(limiter.isOpen()).isFalse();
        assertThat(room).isNotDone();
        limiter.leave(1);
        assertThat(limiter.isOpen()).isTrue();
        assertThat(room).isCompleted();
    }

    /** A checkpoint has to hold it. */
    @Test
    void when_fewLongDocumentsWait_then_theirLengthShutsTheGate() {
        int half = (int) (InFlightLimiter.LENGTH / 2);
        enter(2, half);
        assertThat(limiter.isOpen()).isFalse();
        limiter.leave(half);
        assertThat(limiter.isOpen()).isTrue();
    }

    @Test
    void when_itFillsAgain_then_itIsShutAgain() {
        for (int i = 0; i < 3; i++) {
            enter(InFlightLimiter.DOCUMENTS, 7);
            assertThat(limiter.isOpen()).isFalse();
            assertThat(limiter.room()).isNotDone();
            IntStream.range(0, InFlightLimiter.DOCUMENTS).forEach(j -> limiter.leave(7));
            assertThat(limiter.isOpen()).isTrue();
            assertThat(limiter.room()).isCompleted();
        }
    }

    /** The source and the operator are sent to where they run in excerpts of their own. */
    @Test
    void when_bothEndsAreSentApart_then_theyMeetAtOneGate() throws Exception {
        InFlightLimit sent = InstantiationUtil.clone(limit);
        assertThat(sent.limiter(SUBTASK)).isSameAs(limiter);
        assertThat(sent.limiter(1)).isNotSameAs(limiter);
        assertThat(new InFlightLimit().limiter(SUBTASK)).isNotSameAs(limiter);
    }

    private void enter(int documents, int length) {
        IntStream.range(0, documents).forEach(i -> limiter.enter(length));
    }
}
