package dev.limelight.modelserver.api.folder;

/**
 * The finding of one check of a model's folder.
 *
 * @param check what was looked at
 * @param severity how bad it is
 * @param message what there is, or what is wrong and what to do
 */
public record BundleFinding(String check, Severity severity, String message) {

    /** How bad something is. */
    public enum Severity {
        /** Nothing is wrong. */
        OK,
        /** The model can be run, but something that people may want does not work. */
        WARNING,
        /** The model cannot be run, or writes something else than its makers meant. */
        ERROR
    }

    /** A finding that nothing is wrong. */
    public static BundleFinding ok(String check, String message) {
        return new BundleFinding(check, Severity.OK, message);
    }

    /** A finding that the model cannot be run as it is. */
    public static BundleFinding error(String check, String message) {
        return new BundleFinding(check, Severity.ERROR, message);
    }

    /** Whether nothing is wrong. */
    public boolean isOk() {
        return severity == Severity.OK;
    }

    /** Whether the model cannot be run as it is. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
