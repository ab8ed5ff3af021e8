package dev.limelight.modelserver.architecture.inspect;

import dev.limelight.modelserver.runtime.GraphFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Weights that lie in files beside the graph. */
final class ExternalDataCheck extends GraphCheck {

    @Override
    public String name() {
        return "weights";
    }

    @Override
    String summary() {
        return "all there";
    }

    @Override
    List<String> check(BundleFolder bundle, Path file, GraphFacts graph) {
        List<String> problems = new ArrayList<>();
        for (String location : graph.externalFiles()) {
            Path data = file.resolveSibling(location).normalize();
            if (!data.startsWith(file.resolveSibling("").normalize())) {
                problems.add(
                        "%s wants its weights from %s, expected a file beside it"
                                .formatted(file.getFileName(), location));
            } else if (!Files.isRegularFile(data)) {
                problems.add(
                        "there is no %s, which holds weights of %s; fetch it to the same folder"
                                .formatted(location, file.getFileName()));
            }
        }
        return problems;
    }
}
