package dev.limelight.pipeline.bench.guard;

import dev.limelight.pipeline.guard.Detectors;
import dev.limelight.pipeline.guard.DocumentScore;
import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.detect.LogisticModel;
import dev.limelight.pipeline.guard.instruction.InstructionLikeDetector;
import dev.limelight.pipeline.guard.topic.JudgedSentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the weights of the models, fitted on the whole development half, as resources. */
final class Weights {

    private static final String HEAD =
            "# Written by: limelight bench guard --fit (docs/guard.md), from the development half";

    private Weights() {}

    /** Writes the three files. */
    static void write(Training training, Path folder) throws IOException {
        Files.createDirectories(folder);
        LogisticModel topic = training.topic(null, Training.NO_KIND);
        write(folder.resolve("off-topic.properties"), named(topic, JudgedSentence.NAMES));
        LogisticModel instruction = training.instruction(Training.NO_GROUP, Training.NO_KIND);
        write(
                folder.resolve("instruction-like.properties"),
                named(instruction, InstructionLikeDetector.FEATURES));
        DocumentScore score = training.score(null, Training.NO_KIND);
        Map<String, Double> named = new LinkedHashMap<>();
        named.put("bias", score.bias());
        List<String> detectors = Detectors.all().stream().map(Detector::name).toList();
        detectors.forEach(name -> named.put(name, score.weights().getOrDefault(name, 0.0)));
        detectors.forEach(
                name -> named.put("typical." + name, score.typical().getOrDefault(name, 0.0)));
        write(folder.resolve("document-score.properties"), named);
    }

    private static Map<String, Double> named(LogisticModel model, List<String> features) {
        Map<String, Double> named = new LinkedHashMap<>();
        named.put("bias", model.bias());
        for (int k = 0; k < features.size(); k++) {
            named.put(features.get(k), model.weights().get(k));
        }
        return named;
    }

    private static void write(Path file, Map<String, Double> named) throws IOException {
        var lines = new StringBuilder(HEAD).append('\n');
        named.forEach(
                (name, value) ->
                        lines.append(String.format(Locale.ROOT, "%s=%.4f%n", name, value)));
        Files.writeString(file, lines);
    }
}
