package dev.limelight.pipeline.guard.unicode;

import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.Suspicion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The detector {@code unicode}: characters that a reader does not see, that reorder or delete, or
 * that look like others. What a script or an emoji needs is innocent. Its score is 1: a rule holds
 * or does not.
 */
public final class UnicodeDetector implements Detector {

    /** Its name in alerts and policies. */
    public static final String NAME = "unicode";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "invisible characters, reordering controls and look-alike letters inside words";
    }

    @Override
    public Cost cost() {
        return Cost.TEXT;
    }

    @Override
    public String baseline() {
        return "any format character (category Cf)";
    }

    @Override
    public List<Suspicion> inspect(Inspected document) {
        return suspicions(document.text());
    }

    private static List<Suspicion> suspicions(String text) {
        List<Trick> tricks =
                Stream.of(
                                InvisibleCharacters.in(text),
                                BidiControls.in(text),
                                LookalikeLetters.in(text))
                        .flatMap(List::stream)
                        .sorted(Comparator.comparingInt(Trick::start))
                        .toList();
        List<Suspicion> suspicions = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= tricks.size(); i++) {
            if (i == tricks.size() || !isNext(tricks.get(i - 1), tricks.get(i))) {
                suspicions.add(suspicion(text, tricks.subList(from, i)));
                from = i;
            }
        }
        return suspicions;
    }

    private static boolean isNext(Trick first, Trick second) {
        return first.deceit() == second.deceit() && first.end() == second.start();
    }

    private static Suspicion suspicion(String text, List<Trick> run) {
        int start = run.get(0).start();
        int end = run.get(run.size() - 1).end();
        String times = run.size() == 1 ? "" : run.size() + " times ";
        String reason =
                "%s%s U+%04X"
                        .formatted(times, run.get(0).deceit().words(), text.codePointAt(start));
        return new Suspicion(start, end, 1, reason);
    }
}
