package dev.limelight.pipeline.bench.signals;

import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.script.Words;
import dev.limelight.pipeline.translate.signals.Confidence;
import dev.limelight.pipeline.translate.signals.LengthRatio;
import dev.limelight.pipeline.translate.signals.Names;
import dev.limelight.pipeline.translate.signals.Numbers;
import dev.limelight.pipeline.translate.signals.Repetition;
import dev.limelight.pipeline.translate.signals.SourceCoverage;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A number that is to be higher the worse a translation is: a signal, or the baseline that it has
 * to beat.
 *
 * @param name what it is called
 * @param baseline whether it is a baseline
 */
record Score(String name, boolean baseline, ToDoubleFunction<Sample> of) {

    private static final int LONG = 4;
    private static final double LITTLE = 0.3;
    private static final double LENGTH_WEIGHT = 4;
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern CAPITAL = Pattern.compile("(?<=\\w )\\p{Lu}\\p{L}+");

    /**
     * All of them, each signal before its baseline.
     *
     * @param usual the ratio of lengths that the model usually gives
     * @param random numbers of no meaning
     */
    static List<Score> all(Counting tokens, double usual, ToDoubleFunction<Sample> random) {
        return List.of(
                signal("log-probability", sample -> -Confidence.mean(sample.logs())),
                baseline("its sum (longer is worse)", Score::sum),
                signal("worst fifth", sample -> -Confidence.worstFifth(sample.logs())),
                baseline("the worst token", Score::worst),
                signal("the worst word", sample -> -sample.leastWord()),
                baseline("the worst token", Score::worst),
                leftOut("the worst word unlike its source", sample -> -sample.leastUnlikeWord()),
                signal(
                        "length ratio to usual",
                        sample -> Math.abs(Math.log(ratio(sample) / usual))),
                baseline("length ratio to 1", sample -> Math.abs(Math.log(ratio(sample)))),
                signal("source coverage", sample -> -SourceCoverage.of(sample.received())),
                baseline("length ratio alone (shorter is worse)", sample -> -ratio(sample)),
                leftOut("the long source word least looked at", Score::overlooked),
                leftOut("long source words in a row, little looked at", Score::passedOver),
                leftOut(
                        "that and the length ratio",
                        sample -> passedOver(sample) - LENGTH_WEIGHT * ratio(sample)),
                signal("repetition", sample -> Repetition.excess(sample.source(), sample.target())),
                baseline("words that come again", Score::again),
                signal("numbers", tokens::numbers),
                baseline("digits that are not in both", sample -> differing(DIGITS, sample)),
                signal("names", tokens::names),
                baseline("capitals that are not in both", sample -> differing(CAPITAL, sample)),
                baseline("random", random));
    }

    /** Signals that depend on languages and on the tokenizer. */
    record Counting(String source, String target, java.util.function.ToIntFunction<String> tokens) {

        double numbers(Sample sample) {
            return Numbers.mismatches(sample.source(), source, sample.target(), target);
        }

        double names(Sample sample) {
            return Names.missing(sample.source(), source, sample.target(), tokens);
        }
    }

    /**
     * Letters of the target for a letter of the source; one more of each, so that it is never 0.
     */
    static double ratio(Sample sample) {
        return (LengthRatio.length(sample.target()) + 1.0)
                / (LengthRatio.length(sample.source()) + 1.0);
    }

    /** Its name in a table: signals stand out. */
    String heading() {
        return baseline ? "- " + name : "**" + name + "**";
    }

    private static Score signal(String name, ToDoubleFunction<Sample> of) {
        return new Score(name, false, of);
    }

    private static Score baseline(String name, ToDoubleFunction<Sample> of) {
        return new Score(name, true, of);
    }

    private static Score leftOut(String name, ToDoubleFunction<Sample> of) {
        return new Score("left out: " + name, true, of);
    }

    /** How little the source word of four letters or more got that got least. */
    private static double overlooked(Sample sample) {
        List<Span> words = Words.of(sample.source());
        double least = 1;
        for (int i = 0; i < Math.min(words.size(), sample.received().length); i++) {
            boolean isLong = words.get(i).end() - words.get(i).start() >= LONG;
            least = isLong ? Math.min(least, sample.received()[i]) : least;
        }
        return -least;
    }

    /** Of the source's long words in a row that got little, how much they lack; the worst row. */
    private static double passedOver(Sample sample) {
        List<Span> words = Words.of(sample.source());
        double most = 0;
        double row = 0;
        for (int i = 0; i < Math.min(words.size(), sample.received().length); i++) {
            double received = sample.received()[i];
            if (words.get(i).end() - words.get(i).start() >= LONG) {
                row = received < LITTLE ? row + 1 - received : 0;
                most = Math.max(most, row);
            }
        }
        return most;
    }

    private static double sum(Sample sample) {
        return -Confidence.mean(sample.logs()) * sample.logs().length;
    }

    private static double worst(Sample sample) {
        double worst = 0;
        for (float log : sample.logs()) {
            worst = Math.max(worst, -log);
        }
        return worst;
    }

    private static double again(Sample sample) {
        String target = sample.target().toLowerCase(Locale.ROOT);
        List<String> words =
                Words.of(target).stream()
                        .map(span -> target.substring(span.start(), span.end()))
                        .toList();
        return 1 - (double) new HashSet<>(words).size() / Math.max(1, words.size());
    }

    private static double differing(Pattern pattern, Sample sample) {
        Set<String> left = matches(pattern, sample.source());
        Set<String> right = matches(pattern, sample.target());
        return pattern == CAPITAL
                ? left.stream().filter(word -> !sample.target().contains(word)).count()
                : left.stream().filter(each -> !right.contains(each)).count()
                        + right.stream().filter(each -> !left.contains(each)).count();
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(each -> each.group())
                .collect(Collectors.toSet());
    }
}
