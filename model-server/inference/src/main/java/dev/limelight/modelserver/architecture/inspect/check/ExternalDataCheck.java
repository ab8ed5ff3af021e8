package dev.limelight.modelserver.architecture.inspect.check;

import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.runtime.GraphFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    List<String> check(ModelFiles bundle, Path file, GraphFacts graph) {
        List<String> problems = new ArrayList<>();
        graph.externalFiles()
                .forEach(
                        (location, octets) ->
                                problem(file, location, octets).ifPresent(problems::add));
        return problems;
    }

    private static Optional<String> problem(Path graph, String location, long octets) {
        Path home = graph.toAbsolutePath().resolveSibling("").normalize();
        Path data = home.resolve(location).normalize();
        if (!data.startsWith(home)) {
            return Optional.of(
                    "%s wants its weights from %s, expected a file beside it; export it again"
                            .formatted(graph.getFileName(), location));
        }
        if (!Files.isRegularFile(data)) {
            return Optional.of(
                    "there is no %s, which holds weights of %s; fetch it to the same folder"
                            .formatted(location, graph.getFileName()));
        }
        long found = data.toFile().length();
        return found < octets && ModelFiles.isContent(data)
                ? Optional.of(
                        "%s has %d octets, expected at least %d for the weights of %s; fetch it again"
                                .formatted(location, found, octets, graph.getFileName()))
                : Optional.empty();
    }
}
