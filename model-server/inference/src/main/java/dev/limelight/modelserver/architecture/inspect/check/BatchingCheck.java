package dev.limelight.modelserver.architecture.inspect.check;

import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.runtime.GraphFacts;
import java.nio.file.Path;
import java.util.List;

/** Whether texts can be read together without one's numbers changing another's. */
final class BatchingCheck extends GraphCheck {

    @Override
    public String name() {
        return "batching";
    }

    @Override
    String summary() {
        return "texts are read together";
    }

    /** Texts are written without it, only later. */
    @Override
    Report report(String summary, List<String> problems) {
        return new Report(summary, List.of(), problems);
    }

    @Override
    List<String> check(ModelFiles bundle, Path file, GraphFacts graph) {
        return graph.readsAlone()
                ? List.of(
                        ("%s rounds with one scale for a whole batch, as quantize_dynamic makes"
                                        + " graphs, so each text is read alone, which is slower; 8 bits for"
                                        + " weights only (MatMulNBits) do without")
                                .formatted(file.getFileName()))
                : List.of();
    }
}
