package dev.limelight.pipeline.guard;

import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.instruction.InstructionLikeDetector;
import dev.limelight.pipeline.guard.surface.EncodedDetector;
import dev.limelight.pipeline.guard.surface.StuffingDetector;
import dev.limelight.pipeline.guard.topic.OffTopicDetector;
import dev.limelight.pipeline.guard.unicode.UnicodeDetector;
import java.util.List;
import java.util.stream.Collectors;

/** The registry of detectors; {@code limelight bench guard} measures them. */
public final class Detectors {

    private static final List<Detector> ALL =
            List.of(
                    new UnicodeDetector(),
                    new StuffingDetector(),
                    new EncodedDetector(),
                    new OffTopicDetector(),
                    new InstructionLikeDetector());

    private Detectors() {}

    /** All of them, in the order in which they look. */
    public static List<Detector> all() {
        return ALL;
    }

    /** The names, for messages and help. */
    public static String names() {
        return ALL.stream().map(Detector::name).collect(Collectors.joining(", "));
    }
}
