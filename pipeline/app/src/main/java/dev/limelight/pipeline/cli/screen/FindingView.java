package dev.limelight.pipeline.cli.screen;

import dev.limelight.modelserver.api.folder.BundleFinding;
import java.util.Locale;

/** Shows a finding of {@code models verify} in one line. */
public final class FindingView {

    private FindingView() {}

    /** The line for a finding. */
    public static String of(BundleFinding finding) {
        String severity = finding.severity().name().toLowerCase(Locale.ROOT);
        return "%-7s  %-19s  %s".formatted(severity, finding.check(), finding.message());
    }
}
