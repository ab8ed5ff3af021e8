package dev.limelight.pipeline.config;

import dev.limelight.pipeline.translate.signals.Thresholds;

/** The keys under {@code translate.flags.}: each a number, or {@code off}. */
final class FlagKeys {

    private static final String PREFIX = "translate.flags.";
    private static final String OFF = "off";
    private static final double MOST = 1_000;

    private FlagKeys() {}

    static Thresholds read(Settings settings) {
        Thresholds defaults = Thresholds.DEFAULT;
        double shortest = decimal(settings, "shortest", defaults.shortest(), 0, MOST, 0);
        double longest = decimal(settings, "longest", defaults.longest(), 0, MOST, MOST);
        if (shortest > longest) {
            throw new ConfigException(
                    "%sshortest = %s, expected at most %slongest, which is %s"
                            .formatted(PREFIX, shortest, PREFIX, longest));
        }
        return new Thresholds(
                decimal(settings, "log-probability", defaults.logProbability(), -MOST, 0, -MOST),
                decimal(
                        settings,
                        "worst-fifth-log-probability",
                        defaults.worstFifth(),
                        -MOST,
                        0,
                        -MOST),
                decimal(settings, "word-log-probability", defaults.leastWord(), -MOST, 0, -MOST),
                ratio(settings, defaults.usualRatio()),
                shortest,
                longest,
                count(settings, "repetition", defaults.repetition()),
                count(settings, "numbers", defaults.numbers()),
                count(settings, "names", defaults.names()),
                decimal(settings, "source-coverage", defaults.sourceCoverage(), 0, 1, 0),
                decimal(settings, "unread-share", defaults.unreadShare(), 0, 1, 1),
                settings.integer(PREFIX + "least-letters", defaults.leastLetters(), 0));
    }

    private static double ratio(Settings settings, double fallback) {
        return settings.read(
                PREFIX + "usual-length-ratio",
                fallback,
                value -> within(value, 0.01, 100),
                "a number from 0.01 to 100: letters of a translation for a letter of its source");
    }

    /**
     * A number.
     *
     * @param off what is never beyond
     */
    private static double decimal(
            Settings settings, String key, double fallback, double least, double most, double off) {
        return settings.read(
                PREFIX + key,
                fallback,
                value -> value.equals(OFF) ? off : within(value, least, most),
                "a number from %s to %s, or off".formatted(shown(least), shown(most)));
    }

    private static int count(Settings settings, String key, int fallback) {
        return settings.read(
                PREFIX + key,
                fallback,
                value -> value.equals(OFF) ? Integer.MAX_VALUE : positive(value),
                "a whole number from 1, or off");
    }

    private static int positive(String value) {
        int number = Integer.parseInt(value);
        if (number < 1) {
            throw new IllegalArgumentException("below 1");
        }
        return number;
    }

    private static double within(String value, double least, double most) {
        double number = Double.parseDouble(value);
        if (!(number >= least && number <= most)) {
            throw new IllegalArgumentException("not from " + least + " to " + most);
        }
        return number;
    }

    private static String shown(double value) {
        return String.valueOf((long) value);
    }
}
