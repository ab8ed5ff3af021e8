package dev.limelight.connectors.record;

/**
 * The limit beyond which the value of a metric raises a flag.
 *
 * @param key the name in a configuration, after {@link #PREFIX}
 * @param flag what is raised
 * @param side which values are beyond the limit
 * @param standard the limit where none is configured
 * @param least the lowest limit that can be configured
 * @param most the highest one
 */
public record Threshold(
        String key, Flag flag, Side side, double standard, double least, double most) {

    /** What stands before each key. */
    public static final String PREFIX = "translate.flags.";

    /** The limit of a threshold that is switched off: no value is beyond it. */
    public static final double OFF = Double.NaN;

    private static final double MOST = 1_000;

    /** Which values are beyond a limit. */
    public enum Side {
        /** Those below it. */
        BELOW("below this"),
        /** Those above it. */
        ABOVE("above this"),
        /** It and those above it; values and limits are whole numbers. */
        FROM("from this on");

        private final String words;

        Side(String words) {
            this.words = words;
        }

        /** For the documentation: {@code below this}. */
        public String words() {
            return words;
        }
    }

    /** A flag below a natural-log probability, which is 0 at most. */
    static Threshold belowLog(String key, Flag flag, double standard) {
        return new Threshold(key, flag, Side.BELOW, standard, -MOST, 0);
    }

    /** A flag below a share or ratio. */
    static Threshold below(String key, Flag flag, double standard, double most) {
        return new Threshold(key, flag, Side.BELOW, standard, 0, most);
    }

    /** A flag above a share or ratio. */
    static Threshold above(String key, Flag flag, double standard, double most) {
        return new Threshold(key, flag, Side.ABOVE, standard, 0, most);
    }

    /** A flag from one occurrence on. */
    static Threshold fromOne(String key, Flag flag) {
        return new Threshold(key, flag, Side.FROM, 1, 1, Integer.MAX_VALUE);
    }

    /** The whole key: {@code translate.flags.numbers}. */
    public String fullKey() {
        return PREFIX + key;
    }

    /** Whether the flag is raised; never where the limit is {@link #OFF}. */
    public boolean isRaised(double value, double limit) {
        return switch (side) {
            case BELOW -> value < limit;
            case ABOVE -> value > limit;
            case FROM -> value >= limit;
        };
    }
}
