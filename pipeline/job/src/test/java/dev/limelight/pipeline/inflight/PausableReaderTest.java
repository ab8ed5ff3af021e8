package dev.limelight.pipeline.inflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;

/** What the job needs of it besides goes through the integration tests, with Kafka's reader. */
class PausableReaderTest {

    private static final ReaderOutput<Long> NOWHERE = null;

    private final Recorder behind = new Recorder();
    private final InFlightLimiter limiter = new InFlightLimit().limiter(0);
    private final PausableReader<Long, NumberSequenceSplit> reader =
            new PausableReader<>(behind, limiter);

    @Test
    void when_thereIsRoom_then_itIsWhatIsBehindIt() throws Exception {
        assertThat(reader.isAvailable()).isSameAs(behind.available);
        assertThat(reader.pollNext(NOWHERE)).isEqualTo(InputStatus.MORE_AVAILABLE);
        assertThat(behind.calls).containsExactly("poll");
    }

    @Test
    void when_theGateIsShut_then_itRestsUntilOneLeaves() throws Exception {
        limiter.enter((int) InFlightLimiter.LENGTH);
        assertThat(reader.pollNext(NOWHERE)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        CompletableFuture<Void> available = reader.isAvailable();
        assertThat(available).isNotDone();
        assertThat(behind.calls).isEmpty();

        limiter.leave((int) InFlightLimiter.LENGTH);

        assertThat(available).isCompleted();
        assertThat(reader.pollNext(NOWHERE)).isEqualTo(InputStatus.MORE_AVAILABLE);
    }

    @Test
    void when_theGateIsShut_then_checkpointsGoOn() throws Exception {
        limiter.enter((int) InFlightLimiter.LENGTH);
        assertThat(reader.snapshotState(7)).hasSize(1);
        reader.notifyCheckpointComplete(7);
        reader.notifyCheckpointAborted(8);
        assertThat(behind.calls).containsExactly("snapshot 7", "complete 7", "aborted 8");
    }

    private static final class Recorder implements SourceReader<Long, NumberSequenceSplit> {

        private final CompletableFuture<Void> available = new CompletableFuture<>();
        private final List<String> calls = new ArrayList<>();

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<Long> output) {
            calls.add("poll");
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<NumberSequenceSplit> snapshotState(long checkpoint) {
            calls.add("snapshot " + checkpoint);
            return List.of(new NumberSequenceSplit("numbers", 1, 2));
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return available;
        }

        @Override
        public void addSplits(List<NumberSequenceSplit> splits) {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            calls.add("complete " + checkpoint);
        }

        @Override
        public void notifyCheckpointAborted(long checkpoint) {
            calls.add("aborted " + checkpoint);
        }

        @Override
        public void close() {}
    }
}
