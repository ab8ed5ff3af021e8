package dev.limelight.pipeline.inflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** With a clock that counts units of text, of which all documents under way get equal shares. */
class LanesTest {

    private static final int LONG = 87_000;
    private static final int SHORT = 60;

    /** A document that comes at a time and takes as much time alone as its text has units. */
    private record Arrival(long at, int length) {}

    private static final class Document {

        private final Arrival arrival;
        private double left;
        private double begun = -1;
        private double ended = -1;

        Document(Arrival arrival) {
            this.arrival = arrival;
            this.left = arrival.length();
        }

        int length() {
            return arrival.length();
        }
    }

    @Test
    void when_longOnesHaveAllRoom_then_aShortOneBeginsAtOnce() {
        Lanes<String> lanes = new Lanes<>(1);
        IntStream.range(0, 5).forEach(i -> lanes.add("long" + i, LONG));
        assertThat(lanes.begin()).isEqualTo("long0");
        assertThat(lanes.begin()).isNull();
        lanes.add("short", SHORT);
        assertThat(lanes.begin()).isEqualTo("short");
        assertThat(lanes.begin()).isNull();
        lanes.end(LONG);
        assertThat(lanes.begin()).isEqualTo("long1");
    }

    @Test
    void when_oneIsTakenOutWhileItWaits_then_itNeverBegins() {
        Lanes<String> lanes = new Lanes<>(1);
        List.of("a", "b", "c").forEach(each -> lanes.add(each, SHORT));
        assertThat(lanes.begin()).isEqualTo("a");
        assertThat(lanes.remove("b", SHORT)).isTrue();
        assertThat(lanes.remove("b", SHORT)).isFalse();
        assertThat(lanes.remove("a", SHORT)).as("has begun").isFalse();
        lanes.end(SHORT);
        assertThat(lanes.begin()).isEqualTo("c");
    }

    @Test
    void when_aShortOneComesBehindTwentyLongOnes_then_itEndsLongBeforeTheFirstOfThem() {
        List<Arrival> arrivals = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> arrivals.add(new Arrival(0, LONG)));
        arrivals.add(new Arrival(1_000, SHORT));
        List<Document> done = run(arrivals, 4);
        Document quick = done.get(20);
        assertThat(quick.begun).isEqualTo(1_000);
        assertThat(quick.ended - 1_000).isLessThanOrEqualTo(5 * SHORT + 1);
    }

    /** What comes for ever does not keep a long one from its end. */
    @Test
    void when_shortOnesNeverStopComing_then_aLongOneEnds() {
        List<Arrival> arrivals = new ArrayList<>(List.of(new Arrival(0, LONG)));
        IntStream.range(0, 20_000).forEach(i -> arrivals.add(new Arrival(i * 50L, SHORT)));
        Document all = run(arrivals, 4).get(0);
        assertThat(all.begun).isZero();
        assertThat(all.ended).isLessThan(6. * LONG);
    }

    @Property(tries = 200)
    void when_documentsOfAnyLengthsCome_then_eachIsWorkedOnOnceInTheOrderOfItsLane(
            @ForAll("arrivals") List<Arrival> arrivals,
            @ForAll @IntRange(min = 1, max = 4) int room) {
        List<Document> done = run(arrivals, room);
        assertThat(done)
                .allMatch(each -> each.begun >= each.arrival.at() && each.ended > each.begun);
        for (Document each : done) {
            List<Document> alike = done.stream().filter(o -> lane(o) == lane(each)).toList();
            assertThat(alike.subList(0, alike.indexOf(each)))
                    .allMatch(before -> before.begun <= each.begun);
            assertThat(under(alike, each.begun)).isLessThanOrEqualTo(room);
        }
    }

    /** In particular not for those that are longer, whatever they do. */
    @Property(tries = 200)
    void when_aDocumentWaits_then_itsOwnLaneIsFull(
            @ForAll("arrivals") List<Arrival> arrivals,
            @ForAll @IntRange(min = 1, max = 4) int room) {
        List<Document> done = run(arrivals, room);
        for (Document each : done) {
            List<Document> alike = done.stream().filter(o -> lane(o) == lane(each)).toList();
            double middle = (each.arrival.at() + each.begun) / 2;
            if (each.begun > each.arrival.at()) {
                assertThat(under(alike, middle)).isEqualTo(room);
            }
        }
    }

    @Provide
    Arbitrary<List<Arrival>> arrivals() {
        Arbitrary<Integer> lengths =
                Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 2_001),
                        Arbitraries.integers().between(1_990, 16_010),
                        Arbitraries.integers().between(15_990, 128_010),
                        Arbitraries.integers().between(127_990, 1_000_000));
        return Combinators.combine(Arbitraries.longs().between(0, 200_000), lengths)
                .as(Arrival::new)
                .list()
                .ofMaxSize(40)
                .map(all -> all.stream().sorted(Comparator.comparing(Arrival::at)).toList());
    }

    private static long under(List<Document> documents, double time) {
        return documents.stream().filter(each -> each.begun <= time && time < each.ended).count();
    }

    private static int lane(Document document) {
        int length = document.length();
        return length <= 2_000 ? 0 : length <= 16_000 ? 1 : length <= 128_000 ? 2 : 3;
    }

    /** Runs all to their end, and gives them in the order in which they came. */
    private static List<Document> run(List<Arrival> arrivals, int room) {
        List<Document> all = arrivals.stream().map(Document::new).toList();
        Deque<Document> coming = new ArrayDeque<>(all);
        List<Document> running = new ArrayList<>();
        Lanes<Document> lanes = new Lanes<>(room);
        double now = 0;
        while (!coming.isEmpty() || !running.isEmpty()) {
            double next = coming.isEmpty() ? Double.MAX_VALUE : coming.peek().arrival.at();
            double least = running.stream().mapToDouble(each -> each.left).min().orElse(0);
            least = Math.max(0, least);
            double end = running.isEmpty() ? Double.MAX_VALUE : now + least * running.size();
            double passed = Math.min(next, end) - now;
            int shares = running.size();
            running.forEach(each -> each.left -= passed / shares);
            now = Math.min(next, end);
            if (end <= next) {
                Document first =
                        running.stream().min(Comparator.comparing(each -> each.left)).orElseThrow();
                first.ended = now;
                running.remove(first);
                lanes.end(first.length());
            } else {
                Document come = coming.remove();
                lanes.add(come, come.length());
            }
            for (Document begun = lanes.begin(); begun != null; begun = lanes.begin()) {
                begun.begun = now;
                running.add(begun);
            }
        }
        return all;
    }
}
