package dev.limelight.pipeline.cli.explain;

import dev.limelight.pipeline.explain.EncoderExplanation;
import dev.limelight.pipeline.explain.ExplainedHead;
import dev.limelight.pipeline.explain.ExplainedToken;
import dev.limelight.pipeline.explain.TranslationExplanation;
import dev.limelight.pipeline.explain.svg.HeatMapSvg;
import dev.limelight.pipeline.explain.svg.ScatterSvg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the pictures of explanations into a folder. */
final class SvgFiles {

    private final Path folder;

    SvgFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes the picture and the attention of an encoder; gives the files. */
    List<Path> write(String id, EncoderExplanation explanation) throws IOException {
        ExplainedHead head = explanation.head();
        List<String> labels = explanation.tokens().stream().map(ExplainedToken::label).toList();
        String title =
                "Attention of %s, layer %d, head %d: each row says where a token looks"
                        .formatted(explanation.model().id(), head.layer(), head.head());
        String name = "%s-attention-layer-%d-head-%d".formatted(id, head.layer(), head.head());
        boolean isOfSentences = explanation.picture().size() == explanation.sentences().size();
        String picture =
                "%s by %s: the nearer, the more alike"
                        .formatted(
                                isOfSentences ? "Sentences" : "Tokens", explanation.model().id());
        return List.of(
                write(name, HeatMapSvg.of(title, labels, labels, head.weights())),
                write(id + "-embeddings", ScatterSvg.of(picture, explanation.picture())));
    }

    /** Writes the attention of a translation, if there is any; gives the files. */
    List<Path> write(String id, TranslationExplanation explanation) throws IOException {
        if (explanation.attention().isEmpty()) {
            return List.of();
        }
        String title =
                "Attention of %s, decoder layer %d: each row says where a written token looks"
                        .formatted(explanation.model().id(), explanation.layer());
        List<String> rows =
                explanation.steps().stream()
                        .map(step -> step.text().isBlank() ? "[end]" : step.text().strip())
                        .toList();
        List<String> columns =
                explanation.sourceTokens().stream().map(ExplainedToken::label).toList();
        double[][] weights = Weights.of(explanation.attention());
        return List.of(write(id + "-attention", HeatMapSvg.of(title, rows, columns, weights)));
    }

    private Path write(String name, String svg) throws IOException {
        Files.createDirectories(folder);
        String safe = name.replaceAll("[^\\p{L}\\p{N}._-]", "_");
        return Files.writeString(folder.resolve(safe + ".svg"), svg);
    }
}
