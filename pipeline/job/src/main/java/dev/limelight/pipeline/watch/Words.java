package dev.limelight.pipeline.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Formats numbers and durations for people. */
public final class Words {

    private Words() {}

    /** A duration in its two largest units: {@code 1 min 30 s}, {@code 500 ms}. */
    public static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        var parts = new ArrayList<String>();
        add(parts, duration.toDays(), "d");
        add(parts, duration.toHoursPart(), "h");
        add(parts, duration.toMinutesPart(), "min");
        add(parts, duration.toSecondsPart(), "s");
        add(parts, duration.toMillisPart(), "ms");
        return String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + " " + unit);
        }
    }

    /** A rank: {@code 1st}, {@code 2nd}, {@code 3rd}, {@code 11th}. */
    public static String ordinal(long number) {
        long lastTwo = number % 100;
        if (lastTwo >= 11 && lastTwo <= 13) {
            return number + "th";
        }
        return switch ((int) (number % 10)) {
            case 1 -> number + "st";
            case 2 -> number + "nd";
            case 3 -> number + "rd";
            default -> number + "th";
        };
    }

    /** So many of a thing: {@code 1 document}, {@code 0 documents}. */
    public static String count(long number, String singular) {
        return "%d %s%s".formatted(number, singular, number == 1 ? "" : "s");
    }
}
