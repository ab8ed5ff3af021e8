package dev.limelight.pipeline.bench.firefox;

import dev.limelight.pipeline.bench.Conditions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All of {@code bench firefox}. For one thread. */
public final class FirefoxBench {

    /** The steps that {@code progress} is told of. */
    public static final int STEPS = 7;

    private static final double FIRST_OPENING = 2.0;
    private static final double NEXT_OPENING = 0.5;
    private static final double UNSEEN_TEXTS = 0.94;
    private static final double UNSEEN_WORDS = 0.993;
    private static final double BLEU = 0.2;

    private final FirefoxPlan plan;
    private final Consumer<String> progress;
    private final Bars bars;

    /**
     * @param progress told the name of each step before it begins
     * @param measured told each figure that has a bar as soon as it is known
     */
    public FirefoxBench(FirefoxPlan plan, Consumer<String> progress, Consumer<String> measured) {
        this.plan = plan;
        this.progress = progress;
        this.bars = new Bars(measured);
    }

    /**
     * Measures, and gives the tables.
     *
     * @throws IOException when a file cannot be read, or Python lacks something
     */
    public List<String> run() throws IOException, InterruptedException {
        openings();
        if (plan.bergamot() == null) {
            return run(null);
        }
        try (var bergamot = Bergamot.start(plan.bergamot(), FirefoxFiles.of(plan.model()))) {
            return run(bergamot);
        }
    }

    private List<String> run(@Nullable Bergamot bergamot) throws IOException, InterruptedException {
        goldens();
        if (bergamot != null) {
            unseen(bergamot);
        }
        independence();
        progress.accept("speed");
        var speed = new Speed(plan, bergamot);
        List<String> speeds = speed.measure(bars);
        if (bergamot != null) {
            progress.accept("callers of the server");
            new Callers(plan, bergamot).measure(bars);
        }
        progress.accept("processes");
        new ColdStart(plan, bars).measure();
        List<String> lines = new ArrayList<>(bars.lines());
        lines.add("");
        lines.addAll(speeds);
        lines.add("");
        lines.add(speed.work());
        lines.add(bergamot == null ? "without Bergamot" : "bergamot " + bergamot.version());
        lines.add(Conditions.machine());
        return lines;
    }

    private void openings() {
        progress.accept("open");
        opening("opening for the first time, as in a new process", FIRST_OPENING);
        opening("opening again", NEXT_OPENING);
    }

    private void opening(String what, double most) {
        long start = System.nanoTime();
        OwnEngine.open(plan.model(), 1, 1, List.of(plan.alignment())).close();
        double seconds = (System.nanoTime() - start) / 1e9;
        bars.add(
                what,
                String.format(Locale.ROOT, "<= %.1f s", most),
                String.format(Locale.ROOT, "%.2f s", seconds),
                seconds <= most);
    }

    private void goldens() throws IOException {
        progress.accept("goldens");
        if (plan.goldens() != null) {
            try (var engine = OwnEngine.open(plan.model(), 1, 1, List.of(plan.alignment()))) {
                new Goldens(plan.goldens(), engine, bars).measure();
            }
        }
    }

    private void unseen(Bergamot bergamot) throws IOException {
        progress.accept("unseen sentences");
        List<String> theirs = bergamot.alone(plan.sentences()).texts();
        List<String> ours;
        try (var engine = OwnEngine.open(plan.model(), 1, 1, List.of())) {
            ours = engine.run(plan.sentences()).texts();
        }
        Agreement all = Agreement.of(theirs, ours);
        bars.add(
                "unseen sentences",
                ">= 94 %; words >= 99.3 %",
                all.toString(),
                all.ofTexts() >= UNSEEN_TEXTS && all.ofWords() >= UNSEEN_WORDS);
        if (!plan.references().isEmpty()) {
            bleu(ours, theirs);
        }
    }

    private void bleu(List<String> ours, List<String> theirs) {
        double own = Bleu.of(plan.references(), ours);
        double other = Bleu.of(plan.references(), theirs);
        bars.add(
                "BLEU of these, and Bergamot's",
                "within .2",
                String.format(Locale.ROOT, "%.2f, %.2f", own, other),
                Math.abs(own - other) <= BLEU);
    }

    private void independence() {
        progress.accept("batches");
        Map<Integer, OwnEngine> engines = new TreeMap<>();
        try {
            for (int size : FirefoxPlan.SIZES) {
                engines.put(size, OwnEngine.open(plan.model(), size, 1, List.of()));
            }
            new Independence(engines, bars).measure(plan.sentences());
        } finally {
            engines.values().forEach(OwnEngine::close);
        }
    }
}
