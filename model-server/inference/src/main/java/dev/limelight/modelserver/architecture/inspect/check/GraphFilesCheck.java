package dev.limelight.modelserver.architecture.inspect.check;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.architecture.folder.GraphNames;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.runtime.graph.GraphFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The graphs of an encoder and a decoder, by the names that Optimum gives them. */
final class GraphFilesCheck implements BundleCheck {

    private static final String EXPORT =
            "export the model: optimum-cli export onnx --model MODEL"
                    + " --task text2text-generation-with-past FOLDER";

    @Override
    public String name() {
        return "graphs";
    }

    @Override
    public Report check(ModelFiles bundle, String suffix) {
        Set<String> suffixes = bundle.names().suffixes();
        if (suffixes.isEmpty()) {
            return new Report("", List.of(none(bundle)));
        }
        if (!suffixes.contains(suffix)) {
            return new Report("", List.of(otherSuffixes(suffix, suffixes)));
        }
        List<String> problems = new ArrayList<>();
        for (String name : bundle.names().needed(suffix)) {
            bundle.graph(name, suffix)
                    .ifPresentOrElse(
                            graph -> unreadable(graph).ifPresent(problems::add),
                            () -> problems.add(missing(bundle, name, suffix)));
        }
        String layout = bundle.names().isMerged(suffix) ? "merged decoder" : "split decoder";
        String named = suffix.isEmpty() ? "no suffix" : "suffix " + suffix;
        return new Report("encoder and %s, %s".formatted(layout, named), problems);
    }

    /** Files without content are told of elsewhere. */
    private static Optional<String> unreadable(Path graph) {
        try {
            if (ModelFiles.isContent(graph)) {
                GraphFacts.read(graph);
            }
            return Optional.empty();
        } catch (ModelException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String none(ModelFiles bundle) {
        return "there is no encoder_model.onnx, here or under onnx/; found %s; %s"
                .formatted(bundle.names().graphs(), EXPORT);
    }

    private static String otherSuffixes(String suffix, Set<String> suffixes) {
        return "there is no encoder_model%s.onnx, expected a --suffix of %s"
                .formatted(
                        suffix,
                        suffixes.stream().map(each -> each.isEmpty() ? "''" : each).toList());
    }

    private static String missing(ModelFiles bundle, String name, String suffix) {
        String merged = GraphNames.MERGED + suffix;
        return ("there is no %s%s.onnx, nor a %s.onnx that does its work; found %s; fetch it,"
                        + " or %s")
                .formatted(name, suffix, merged, bundle.names().graphs(), EXPORT);
    }
}
