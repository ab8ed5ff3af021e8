package dev.limelight.modelserver.architecture.inspect.check;

import dev.limelight.modelserver.architecture.folder.GraphNames;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.runtime.GraphFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the checks of single graphs have in common: they look at those that are there. */
abstract class GraphCheck implements BundleCheck {

    @Override
    public final Report check(ModelFiles bundle, String suffix) {
        List<Path> graphs = bundle.paths(suffix);
        List<String> problems = new ArrayList<>();
        for (Path graph : graphs) {
            bundle.facts(graph).ifPresent(facts -> problems.addAll(check(bundle, graph, facts)));
        }
        return report(graphs.isEmpty() ? "no graph to look at" : summary(), problems);
    }

    /** How bad the problems are. */
    Report report(String summary, List<String> problems) {
        return new Report(summary, problems);
    }

    /** What there is when nothing is wrong. */
    abstract String summary();

    /** What is wrong with one graph. */
    abstract List<String> check(ModelFiles bundle, Path file, GraphFacts graph);

    static boolean isEncoder(Path graph) {
        return graph.getFileName().toString().startsWith(GraphNames.ENCODER);
    }
}
