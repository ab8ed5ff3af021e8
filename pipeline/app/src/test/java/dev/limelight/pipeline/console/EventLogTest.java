package dev.limelight.pipeline.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private final EventLog log = new EventLog(10);

    @Test
    void when_aListenerComesBack_then_itGetsWhatItMissedAndNothingTwice() {
        LongStream.range(0, 5).forEach(this::add);
        List<ConsoleEvent> heard = new ArrayList<>(log.listen(Positions.parse("t-0-2"), e -> {}));
        assertThat(offsets(heard)).containsExactly(3L, 4L);
    }

    @Test
    void when_theLogIsNewAndReadsAgain_then_aListenerHearsOnlyWhatItHasNotSeen() {
        List<ConsoleEvent> heard = new ArrayList<>();
        log.listen(Positions.parse("t-0-2"), heard::add);
        LongStream.range(0, 5).forEach(this::add);
        assertThat(offsets(heard)).containsExactly(3L, 4L);
    }

    @Test
    void when_moreComesThanIsKept_then_theOldestGo() {
        LongStream.range(0, 25).forEach(this::add);
        assertThat(offsets(log.listen(Positions.NONE, e -> {})))
                .containsExactlyElementsOf(LongStream.range(15, 25).boxed().toList());
    }

    @Test
    void when_aListenerLeaves_then_itHearsNothingMore() {
        List<ConsoleEvent> heard = new ArrayList<>();
        Consumer<ConsoleEvent> listener = heard::add;
        log.listen(Positions.NONE, listener);
        add(1);
        log.leave(listener);
        add(2);
        assertThat(offsets(heard)).containsExactly(1L);
        assertThat(log.listeners()).isZero();
    }

    @Test
    void when_listenersComeWhileEventsAreAdded_then_eachHearsEachEventOnce() throws Exception {
        EventLog large = new EventLog(100_000);
        var start = new CountDownLatch(1);
        var writer =
                new Thread(
                        () -> {
                            start.countDown();
                            LongStream.range(0, 20_000).forEach(i -> large.add(event(i)));
                        });
        writer.start();
        start.await();
        List<List<ConsoleEvent>> all = new ArrayList<>();
        IntStream.range(0, 20)
                .forEach(
                        i -> {
                            List<ConsoleEvent> live = new ArrayList<>();
                            List<ConsoleEvent> missed = large.listen(Positions.NONE, live::add);
                            all.add(missed);
                            all.add(live);
                        });
        writer.join();
        for (int i = 0; i < all.size(); i += 2) {
            List<ConsoleEvent> heard = new ArrayList<>(all.get(i));
            heard.addAll(all.get(i + 1));
            assertThat(offsets(heard)).hasSize(20_000).doesNotHaveDuplicates().isSorted();
        }
    }

    private void add(long offset) {
        log.add(event(offset));
    }

    private static ConsoleEvent event(long offset) {
        return new ConsoleEvent(new SourcePosition("t", 0, offset), "d" + offset, "{}");
    }

    private static List<Long> offsets(List<ConsoleEvent> events) {
        return events.stream().map(event -> event.position().offset()).toList();
    }
}
