package dev.limelight.pipeline.inflight;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * A reader that has nothing while its limiter has no room. Flink's own {@code
 * RateLimitedSourceReader} keeps checkpoints that are complete from the reader behind it, which
 * then commits no offsets to Kafka.
 */
final class PausableReader<T, SplitT extends SourceSplit> implements SourceReader<T, SplitT> {

    private final SourceReader<T, SplitT> reader;
    private final InFlightLimiter limiter;

    PausableReader(SourceReader<T, SplitT> reader, InFlightLimiter limiter) {
        this.reader = reader;
        this.limiter = limiter;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        return limiter.isOpen() ? reader.pollNext(output) : InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return limiter.isOpen() ? reader.isAvailable() : limiter.room();
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public List<SplitT> snapshotState(long checkpointId) {
        return reader.snapshotState(checkpointId);
    }

    @Override
    public void addSplits(List<SplitT> splits) {
        reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
        reader.pauseOrResumeSplits(toPause, toResume);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        reader.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void close() throws Exception {
        reader.close();
    }
}
