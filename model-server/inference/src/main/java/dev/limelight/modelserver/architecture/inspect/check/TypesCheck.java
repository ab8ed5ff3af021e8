package dev.limelight.modelserver.architecture.inspect.check;

import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.runtime.GraphFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The types that values go in and out with; weights inside may be of any. */
final class TypesCheck extends GraphCheck {

    private static final Set<String> SUPPORTED = Set.of("FLOAT", "FLOAT16", "INT64", "BOOL");

    @Override
    public String name() {
        return "types";
    }

    @Override
    String summary() {
        return "float32 or float16 in and out";
    }

    @Override
    List<String> check(ModelFiles bundle, Path file, GraphFacts graph) {
        List<String> odd =
                graph.types().entrySet().stream()
                        .filter(entry -> !SUPPORTED.contains(entry.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        if (odd.isEmpty()) {
            return List.of();
        }
        String first = odd.get(0);
        return List.of(
                ("%s has %d inputs and outputs of other types (%s is %s), expected float32 or float16; export"
                                + " it in fp32, or convert the weights with keep_io_types=True")
                        .formatted(
                                file.getFileName(), odd.size(), first, graph.types().get(first)));
    }
}
