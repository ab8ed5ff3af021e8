package dev.limelight.pipeline.bench.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.api.SamplePrecision;
import dev.limelight.modelserver.api.SampleSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class MeasurementTest {

    private static final TextLengths LENGTHS = new TextLengths(List.of(6, 7, 9, 12, 8, 20));

    /** Figures are the machine's; that every way was measured, and why one was not, is not. */
    @Test
    void when_pythonIsMissing_then_eachWayHasALineAndTheReasonIsSaid(@TempDir Path folder)
            throws Exception {
        var precisions = List.of(SamplePrecision.FP32, SamplePrecision.BLOCKS);
        var plan =
                new Plan(
                        SampleSize.TINY,
                        precisions,
                        List.of(1, 4),
                        List.of(3),
                        LENGTHS,
                        1,
                        1,
                        "no-such-python");
        var steps = new ArrayList<String>();
        List<String> lines = Measurement.run(plan, folder, steps::add);
        assertThat(lines)
                .anyMatch(line -> line.matches("\\| FP32 +\\| 1 .*"))
                .anyMatch(line -> line.matches("\\| FP32 +\\| 4 .*"))
                .anyMatch(line -> line.matches("\\| BLOCKS +\\| 4 .*"))
                .anyMatch(line -> line.matches("\\| 3 +\\| nothing joins .*"))
                .anyMatch(line -> line.matches("\\| 3 +\\| texts join between steps .*"))
                .anyMatch(line -> line.matches("No comparison with Python: .*no-such-python.*"));
        assertThat(steps).hasSize(Measurement.steps(plan));
    }

    @Test
    void when_batchesArePadded_then_theWasteIsCounted() {
        Batches batches =
                new Batches(
                        2,
                        List.of(List.of(text(4, 10), text(2, 5)), List.of(text(6, 5), text(6, 5))));
        assertThat(batches.tokens()).isEqualTo(25);
        assertThat(batches.steps()).isEqualTo(15);
        assertThat(batches.padding()).isEqualTo(1 - 18 / 20.0);
        assertThat(batches.idleRows()).isEqualTo(1 - 25 / 30.0);
    }

    @Test
    void when_sentencesAreGiven_then_theirTokensAreCounted() {
        var lengths =
                TextLengths.of(
                        List.of(
                                "One two three four five. He saw incomprehensibilities, all of them."));
        assertThat(lengths.tokens()).containsExactly(6, 10);
        assertThat(TextLengths.of(List.of("Short. A b.")).tokens()).isEmpty();
    }

    @Test
    void when_twoWaysAreMeasured_then_theyAreComparedRunByRun() {
        Runs slow = runs(2, 6, 30);
        Runs fast = runs(1, 2, 10);
        assertThat(slow.times(fast)).isEqualTo(3);
        assertThat(fast.median()).isEqualTo(2);
        assertThat(fast.rate(20)).isEqualTo("10 [2, 20]");
    }

    private static Runs runs(double... seconds) {
        Runs runs = new Runs();
        for (double each : seconds) {
            runs.add(each);
        }
        return runs;
    }

    private static SampleText text(int source, int target) {
        return new SampleText(new int[source], target);
    }
}
