package dev.limelight.modelserver.architecture.inspect.check;

import dev.limelight.modelserver.architecture.folder.GraphNames;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.architecture.folder.SizeKey;
import dev.limelight.modelserver.runtime.graph.GraphFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether inputs and outputs are those that Optimum writes, and those of one graph fit the next.
 */
final class SignatureCheck implements BundleCheck {

    private static final Set<String> ENCODER_INPUTS = Set.of("input_ids", "attention_mask");
    private static final Set<String> DECODER_INPUTS =
            Set.of(
                    "input_ids",
                    "encoder_attention_mask",
                    "encoder_hidden_states",
                    "use_cache_branch");
    private static final String HIDDEN = "encoder_hidden_states";
    private static final String LOGITS = "logits";
    private static final String PAST = "past_key_values.";
    private static final String PRESENT = "present.";
    private static final int HEADS_AXIS = 1;
    private static final String OF_SOURCE = ".encoder.";
    private static final String EXPORT =
            "export it with optimum-cli, --task text2text-generation-with-past";

    @Override
    public String name() {
        return "inputs and outputs";
    }

    @Override
    public Report check(ModelFiles bundle, String suffix) {
        List<String> problems = new ArrayList<>();
        Optional<Graph> encoder =
                bundle.graph(GraphNames.ENCODER, suffix).flatMap(file -> Graph.read(bundle, file));
        List<Graph> decoders =
                bundle.decoders(suffix).stream()
                        .flatMap(file -> Graph.read(bundle, file).stream())
                        .toList();
        encoder.ifPresent(graph -> checkEncoder(graph, problems));
        decoders.forEach(graph -> checkDecoder(graph, problems));
        boolean isWhole = decoders.size() == (bundle.names().isMerged(suffix) ? 1 : 2);
        if (isWhole) {
            checkCache(bundle, decoders.get(0), decoders.get(decoders.size() - 1), problems);
        }
        if (isWhole && encoder.isPresent()) {
            checkWidth(encoder.get(), decoders.get(0), problems);
        }
        return new Report(encoder.isPresent() || isWhole ? "fit" : "no graph to look at", problems);
    }

    private static void checkEncoder(Graph encoder, List<String> problems) {
        Set<String> inputs = encoder.facts.inputs();
        if (!inputs.equals(ENCODER_INPUTS)) {
            problems.add(
                    "%s has the inputs %s, expected %s; %s"
                            .formatted(
                                    encoder.name(), inputs, new TreeSet<>(ENCODER_INPUTS), EXPORT));
        }
    }

    private static void checkDecoder(Graph decoder, List<String> problems) {
        Set<String> odd = new TreeSet<>(decoder.facts.inputs());
        odd.removeIf(input -> DECODER_INPUTS.contains(input) || input.startsWith(PAST));
        if (!odd.isEmpty()) {
            problems.add(
                    "%s has the inputs %s, expected only %s and %s...; %s"
                            .formatted(
                                    decoder.name(),
                                    odd,
                                    new TreeSet<>(DECODER_INPUTS),
                                    PAST,
                                    EXPORT));
        }
        if (!decoder.facts.inputs().contains("input_ids")) {
            problems.add("%s has no input input_ids; %s".formatted(decoder.name(), EXPORT));
        }
        if (!decoder.facts.outputs().contains(LOGITS)) {
            problems.add(
                    "%s has the outputs %s, expected %s among them; %s"
                            .formatted(decoder.name(), decoder.facts.outputs(), LOGITS, EXPORT));
        }
    }

    /** What the later steps read must come out of the first, and what they go on with, of them. */
    private static void checkCache(
            ModelFiles bundle, Graph first, Graph cached, List<String> problems) {
        Set<String> past = new TreeSet<>(cached.facts.inputs());
        past.removeIf(input -> !input.startsWith(PAST));
        int layers = bundle.size(SizeKey.DECODER_LAYERS);
        long found = past.stream().map(name -> name.split("\\.", -1)[1]).distinct().count();
        if (past.isEmpty() || (layers > 0 && found != layers)) {
            problems.add(
                    "%s has inputs %s* for a cache of %d layers, expected %s; %s"
                            .formatted(
                                    cached.name(),
                                    PAST,
                                    found,
                                    layers == 0 ? "some" : layers + " as in config.json",
                                    EXPORT));
        }
        checkHeads(bundle, cached, past, problems);
        checkOutputs(first, past, problems);
        past.removeIf(input -> input.contains(OF_SOURCE));
        if (!first.equals(cached)) {
            checkOutputs(cached, past, problems);
        }
    }

    private static void checkHeads(
            ModelFiles bundle, Graph cached, Set<String> past, List<String> problems) {
        int heads = bundle.size(SizeKey.DECODER_HEADS);
        past.stream()
                .flatMapToLong(input -> cached.facts.axis(input, HEADS_AXIS).stream())
                .filter(found -> heads > 0 && found != heads)
                .findFirst()
                .ifPresent(
                        found ->
                                problems.add(
                                        ("%s has %d heads, expected %d as in config.json; they are of"
                                                        + " two models")
                                                .formatted(cached.name(), found, heads)));
    }

    private static void checkOutputs(Graph graph, Set<String> past, List<String> problems) {
        List<String> missing =
                past.stream()
                        .map(input -> PRESENT + input.substring(PAST.length()))
                        .filter(output -> !graph.facts.outputs().contains(output))
                        .toList();
        if (!missing.isEmpty()) {
            problems.add(
                    "%s lacks the outputs %s, which the later steps read; %s"
                            .formatted(graph.name(), missing, EXPORT));
        }
    }

    private static void checkWidth(Graph encoder, Graph decoder, List<String> problems) {
        OptionalLong read = decoder.facts.lastAxis(HIDDEN);
        OptionalLong written =
                encoder.facts.outputs().stream()
                        .findFirst()
                        .map(encoder.facts::lastAxis)
                        .orElse(OptionalLong.empty());
        if (read.isPresent() && written.isPresent() && read.getAsLong() != written.getAsLong()) {
            problems.add(
                    "%s reads states of %d numbers, expected %d as %s writes; they are of two models"
                            .formatted(
                                    decoder.name(),
                                    read.getAsLong(),
                                    written.getAsLong(),
                                    encoder.name()));
        }
    }

    private record Graph(Path file, GraphFacts facts) {

        static Optional<Graph> read(ModelFiles bundle, Path file) {
            return bundle.facts(file).map(facts -> new Graph(file, facts));
        }

        Path name() {
            return file.getFileName();
        }
    }
}
