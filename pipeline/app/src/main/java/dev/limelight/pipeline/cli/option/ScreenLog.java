package dev.limelight.pipeline.cli.option;

/** The log of this process on standard error. To be set before the first line is logged. */
public final class ScreenLog {

    private static boolean isShown;

    private ScreenLog() {}

    /** Shows the log and stack traces, or errors only. */
    public static void show(boolean on) {
        isShown = on;
        System.setProperty("limelight.log", on ? "info" : "error");
        System.setProperty("limelight.log.client", on ? "info" : "fatal");
    }

    /** Whether {@code --debug} asked for the log. */
    public static boolean isShown() {
        return isShown;
    }

    /** Hides Flink's log, for a command that says by itself what a job does. */
    public static void quietFlink() {
        if (!isShown) {
            System.setProperty("limelight.log.flink", "fatal");
        }
    }
}
