package dev.limelight.modelserver.architecture.inspect;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.runtime.GraphFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the checks of single graphs have in common: they look at those that are there. */
abstract class GraphCheck implements BundleCheck {

    @Override
    public final Report check(BundleFolder bundle, String suffix) {
        List<String> problems = new ArrayList<>();
        List<Path> graphs = bundle.paths(suffix);
        for (Path graph : graphs) {
            try {
                problems.addAll(check(bundle, graph, GraphFacts.read(graph)));
            } catch (ModelException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return new Report(graphs.isEmpty() ? "no graph to look at" : summary(), problems);
    }

    /** What there is when nothing is wrong. */
    abstract String summary();

    /** What is wrong with one graph. */
    abstract List<String> check(BundleFolder bundle, Path file, GraphFacts graph);

    static boolean isEncoder(Path graph) {
        return graph.getFileName().toString().startsWith(BundleFolder.ENCODER);
    }
}
