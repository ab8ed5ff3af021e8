package dev.limelight.modelserver.architecture.inspect.check;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.architecture.folder.GraphNames;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.architecture.folder.SizeKey;
import dev.limelight.modelserver.runtime.graph.GraphFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A check that looks at each graph by itself, at those that are there.
 *
 * @param summary what there is when nothing is wrong
 * @param warnsOnly whether texts can be written in spite of the problems
 * @param rule what is wrong with one graph
 */
record GraphCheck(String name, String summary, boolean warnsOnly, Rule rule)
        implements BundleCheck {

    static final String ATTENTION = "attention";

    private static final Set<String> TYPES = Set.of("FLOAT", "FLOAT16", "INT64", "BOOL");

    /** Finds what is wrong with one graph. */
    interface Rule {
        List<String> problems(ModelFiles bundle, Path file, GraphFacts graph);
    }

    /** The check of weights that lie in files beside the graph. */
    static GraphCheck weights() {
        return new GraphCheck("weights", "all there", false, GraphCheck::missingWeights);
    }

    /** The check of the types that values go in and out with; weights inside may be of any. */
    static GraphCheck types() {
        return new GraphCheck("types", "float32 or float16 in and out", false, GraphCheck::odd);
    }

    /** The check that the attention of each layer can be read out of the graphs. */
    static GraphCheck attention() {
        return new GraphCheck(
                ATTENTION, "can be read out of every layer", true, GraphCheck::hiddenAttention);
    }

    /** The check that texts can be read together without one's numbers changing another's. */
    static GraphCheck batching() {
        return new GraphCheck("batching", "texts are read together", true, GraphCheck::readsAlone);
    }

    @Override
    public Report check(ModelFiles bundle, String suffix) {
        List<Path> graphs = bundle.paths(suffix);
        List<String> problems = new ArrayList<>();
        for (Path graph : graphs) {
            bundle.facts(graph)
                    .ifPresent(facts -> problems.addAll(rule.problems(bundle, graph, facts)));
        }
        String shown = graphs.isEmpty() ? "no graph to look at" : summary;
        return warnsOnly
                ? new Report(shown, List.of(), problems)
                : new Report(shown, problems, List.of());
    }

    private static List<String> missingWeights(ModelFiles bundle, Path file, GraphFacts graph) {
        List<String> problems = new ArrayList<>();
        graph.externalFiles()
                .forEach(
                        (location, octets) ->
                                missing(file, location, octets).ifPresent(problems::add));
        return problems;
    }

    private static Optional<String> missing(Path graph, String location, long octets) {
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

    private static List<String> odd(ModelFiles bundle, Path file, GraphFacts graph) {
        List<String> odd =
                graph.types().entrySet().stream()
                        .filter(entry -> !TYPES.contains(entry.getValue()))
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

    private static List<String> hiddenAttention(ModelFiles bundle, Path file, GraphFacts graph) {
        int layers = bundle.size(SizeKey.DECODER_LAYERS);
        int heads = bundle.size(SizeKey.DECODER_HEADS);
        try {
            if (file.getFileName().toString().startsWith(GraphNames.ENCODER)) {
                graph.checkEncoderAttention();
            } else if (layers > 0 && heads > 0) {
                graph.checkDecoderAttention(layers, heads);
            }
            return List.of();
        } catch (ModelException e) {
            return List.of(
                    "%s: %s; until then there are texts, but no attention and no alignments"
                            .formatted(file.getFileName(), e.getMessage()));
        }
    }

    private static List<String> readsAlone(ModelFiles bundle, Path file, GraphFacts graph) {
        return graph.readsAlone()
                ? List.of(
                        ("%s rounds with one scale for a whole batch, as quantize_dynamic makes"
                                        + " graphs, so each text is read alone, which is slower; 8 bits for"
                                        + " weights only (MatMulNBits) do without")
                                .formatted(file.getFileName()))
                : List.of();
    }
}
